// Where the engine of the search runs: in a worker, from files in a worker made of a Blob, and
// where there is no worker in this page. The build puts all box*.js into one function, in the order
// of their names and behind KB_SEARCH, which holds the language's words and the style sheet.

const ROOT = new URL("../../", document.currentScript.src).href;
const FOLDER = `${ROOT}search/${KB_SEARCH.lang}/`;
const parts = {};
const texts = {};
let coming = {};
let round = 0;

// Part files call these when they run in the page.
self.kbSearchPart = (name, run, data) => { parts[name] = [run, data]; };
self.kbSearchText = (number, list) => { texts[number] = list; };

function addressOf(name) {
  return FOLDER + name + (round > 1 ? `?again=${round - 1}` : "");
}

function loadScript(name) {
  return new Promise((done) => {
    const script = document.createElement("script");
    script.src = addressOf(name);
    script.onload = script.onerror = () => done(script.remove());
    document.head.append(script);
  });
}

// Starts the engine anew; what earlier ones still say is not heard. hear takes its messages.
// Returns send, for messages to it, and load, for the second tier.
function startEngine(hear) {
  const mine = ++round;
  coming = {};
  const listen = (message) => { if (mine === round) hear(message); };
  const inWorker = (run, data) => `(${run})(self,${JSON.stringify(data)})`;
  const isFile = location.protocol === "file:";
  const blobOf = (code) => URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  const engine = { stopHelper() {} };

  function loadPart(part, tier, name, use) {
    delete parts[part];
    loadScript(name).then(() => use(...parts[part])).catch(() => listen({ is: "damaged", tier }));
  }

  // The page's own script has started a worker at the touch, before this file was here. What it has
  // said since is asked for again, behind the first question.
  function openWorker(url, failed) {
    const started = mine === 1 && !isFile && box.engine;
    const worker = started || new Worker(url);
    let heard = false;
    worker.onmessage = (event) => {
      heard = true;
      engine.stopHelper(event.data);
      listen(event.data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      worker.terminate();
      if (heard || !failed) listen({ is: "damaged", tier: 1 });
      else failed();
    };
    engine.send = (message) => worker.postMessage(message);
    if (started) setTimeout(() => worker.postMessage({ do: "report" }));
  }

  // A worker stands still while it imports the full texts over a slow line. A question that waits
  // is then put to a second worker, which knows the first tier, until the first one is back.
  function importFull(name) {
    const { send } = engine;
    let helper = null;
    let question = {};
    let waits = 0;
    const askHelper = () => {
      helper = helper || new Worker(addressOf("first.js"));
      helper.onmessage = ({ data }) => { if (data.is === "found") listen(data); };
      helper.postMessage(question);
    };
    engine.send = (message) => {
      send(message);
      if (message.do !== "ask") return;
      question = message;
      clearTimeout(waits);
      waits = setTimeout(askHelper, 200);
    };
    engine.stopHelper = (answer) => {
      clearTimeout(waits);
      if (answer.is === "found" && answer.tier === 1) return;
      if (helper) helper.terminate();
      engine.send = send;
    };
    send({ do: "load", url: addressOf(name) });
  }

  function runHere(run, data) {
    const scope = {
      setTimeout: (act, time) => setTimeout(act, time),
      postMessage: (message) => setTimeout(listen, 0, message),
    };
    engine.send = (message) => scope.onmessage({ data: message });
    engine.load = (name) => loadPart("full", 2, name, (more, sent) => more(scope, sent));
    run(scope, data);
  }

  try {
    if (isFile) throw isFile;
    openWorker(addressOf("first.js"));
    engine.load = importFull;
  } catch (noWorker) {
    loadPart("first", 1, "first.js", (run, data) => {
      const here = () => runHere(run, data);
      engine.load = (name) => loadPart("full", 2, name, (more, sent) => {
        const code = encodeURIComponent(inWorker(more, sent));
        engine.send({ do: "load", url: `data:text/javascript;charset=utf-8,${code}` });
      });
      try {
        if (!isFile) throw isFile;
        openWorker(blobOf(inWorker(run, data)), here);
      } catch (noBlob) {
        here();
      }
    });
  }
  return engine;
}

// Gives the running text of a section, "" where its file is missing.
async function readText([number, index]) {
  if (!texts[number]) await (coming[number] = coming[number] || loadScript(`t${number}.js`));
  return (texts[number] || [])[index] || "";
}
