// The chat window of a web site: one script tag, no framework, no cookies. What anybody wrote is only ever set as text.
(() => {
  'use strict';

  const script = document.currentScript;
  const before = window.antiphonWebchat;
  if (!script || (before && !Array.isArray(before))) {
    return;
  }
  const base = new URL('.', script.src).href;
  const KEY = 'antiphon-webchat ' + base;
  const MOST_TEXT = 4000;
  const LONGEST_WAIT = 30000;

  const WORDS = {
    en: {open: 'Open the chat', close: 'Close the chat', write: 'Write a message', send: 'Send', you: 'You',
      save: 'Download this conversation', sending: 'being sent', failed: 'This message could not be sent.',
      fresh: n => n === 1 ? '1 new message' : n + ' new messages', log: 'Conversation'},
    de: {open: 'Chat öffnen', close: 'Chat schließen', write: 'Nachricht schreiben', send: 'Senden', you: 'Sie',
      save: 'Unterhaltung herunterladen', sending: 'wird gesendet', failed: 'Diese Nachricht konnte nicht gesendet werden.',
      fresh: n => n === 1 ? '1 neue Nachricht' : n + ' neue Nachrichten', log: 'Unterhaltung'},
    fr: {open: 'Ouvrir la discussion', close: 'Fermer la discussion', write: 'Écrire un message', send: 'Envoyer', you: 'Vous',
      save: 'Télécharger la conversation', sending: 'envoi en cours', failed: 'Ce message n’a pas pu être envoyé.',
      fresh: n => n === 1 ? '1 nouveau message' : n + ' nouveaux messages', log: 'Conversation'},
    es: {open: 'Abrir el chat', close: 'Cerrar el chat', write: 'Escribir un mensaje', send: 'Enviar', you: 'Usted',
      save: 'Descargar la conversación', sending: 'enviando', failed: 'No se pudo enviar este mensaje.',
      fresh: n => n === 1 ? '1 mensaje nuevo' : n + ' mensajes nuevos', log: 'Conversación'},
    ru: {open: 'Открыть чат', close: 'Закрыть чат', write: 'Написать сообщение', send: 'Отправить', you: 'Вы',
      save: 'Скачать переписку', sending: 'отправляется', failed: 'Не удалось отправить это сообщение.',
      fresh: n => 'Новые сообщения: ' + n, log: 'Переписка'},
    zh: {open: '打开聊天', close: '关闭聊天', write: '输入消息', send: '发送', you: '您',
      save: '下载对话', sending: '正在发送', failed: '此消息未能发送。',
      fresh: n => n + ' 条新消息', log: '对话'},
    ar: {open: 'فتح المحادثة', close: 'إغلاق المحادثة', write: 'اكتب رسالة', send: 'إرسال', you: 'أنت',
      save: 'تنزيل المحادثة', sending: 'جارٍ الإرسال', failed: 'تعذّر إرسال هذه الرسالة.',
      fresh: n => 'رسائل جديدة: ' + n, log: 'المحادثة'}
  };

  const STYLE = `
    :host { all: initial; }
    * { box-sizing: border-box; font: 15px/1.45 system-ui, sans-serif; }
    .root { position: fixed; z-index: 2147483000; bottom: 20px; color: #1b1f24; }
    .right { right: 20px; } .left { left: 20px; }
    button { cursor: pointer; border: 0; border-radius: 8px; padding: 8px 12px; background: #eef1f5; color: #1b1f24; }
    button:focus-visible, textarea:focus-visible, .log:focus-visible { outline: 3px solid #1b1f24; outline-offset: 2px;
      box-shadow: 0 0 0 3px #fff; }
    .launch { width: 56px; height: 56px; padding: 0; border-radius: 50%; background: var(--colour); color: var(--on);
      box-shadow: 0 3px 14px rgba(0,0,0,.3); position: relative; }
    .launch svg { width: 26px; height: 26px; vertical-align: middle; fill: none; stroke: currentColor; stroke-width: 2; }
    .badge { position: absolute; top: -4px; inset-inline-end: -4px; min-width: 22px; height: 22px; padding: 0 6px;
      border-radius: 11px; background: #b3261e; color: #fff; font-size: 13px; line-height: 22px; }
    .panel { display: flex; flex-direction: column; width: min(370px, calc(100vw - 24px)); height: min(560px, calc(100vh - 40px));
      background: #fff; border: 1px solid #c9d0d9; border-radius: 14px; overflow: hidden; box-shadow: 0 10px 40px rgba(0,0,0,.25); }
    .head { display: flex; align-items: center; gap: 8px; padding: 10px 12px; background: var(--colour); color: var(--on); }
    .head h2 { flex: 1; margin: 0; font-weight: 600; font-size: 16px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .head button { background: transparent; color: inherit; padding: 6px 9px; font-size: 17px; line-height: 1; }
    .head button:focus-visible { outline-color: var(--on); box-shadow: none; }
    .log { flex: 1; overflow-y: auto; padding: 14px; margin: 0; background: #f6f8fa; display: flex; flex-direction: column; gap: 8px; }
    .said { max-width: 85%; padding: 8px 12px; border-radius: 12px; white-space: pre-wrap; overflow-wrap: anywhere; }
    .agent { align-self: flex-start; background: #fff; border: 1px solid #d5dbe3; }
    .visitor { align-self: flex-end; background: var(--colour); color: var(--on); }
    .waits { opacity: .75; }
    .note { font-size: 12.5px; color: #57606a; align-self: flex-end; }
    .note.bad { color: #b3261e; }
    .who { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    .state { padding: 6px 14px; font-size: 13.5px; background: #fff8e1; color: #5c4400; }
    form { display: flex; gap: 8px; padding: 10px; border-top: 1px solid #d5dbe3; background: #fff; }
    textarea { flex: 1; resize: none; height: 64px; border: 1px solid #8a94a0; border-radius: 8px; padding: 7px 9px;
      background: #fff; color: #1b1f24; }
    .send { align-self: flex-end; background: var(--colour); color: var(--on); font-weight: 600; }
    [hidden] { display: none !important; }
    @media (max-width: 480px) { .root.open { left: 0; right: 0; bottom: 0; }
      .panel { width: 100vw; height: 100dvh; border-radius: 0; border: 0; } }
    @media (prefers-color-scheme: dark) {
      .panel, form, textarea, .agent { background: #1b1f24; color: #f0f3f6; border-color: #444c56; }
      .log { background: #12151a; } .note { color: #a5b0bc; } .note.bad { color: #ff9b93; }
      button:focus-visible, textarea:focus-visible, .log:focus-visible { outline-color: #f0f3f6; box-shadow: 0 0 0 3px #000; } }
    @media (forced-colors: active) { .said, button { border: 1px solid; } }`;

  // ---- what is remembered -------------------------------------------------------------------------------------------------

  const memory = new Map();
  const store = kind => ({
    get() {
      try {
        return JSON.parse(window[kind].getItem(KEY)) || {};
      } catch (e) {
        return memory.get(kind) || {};
      }
    },
    set(value) {
      memory.set(kind, value);
      try {
        window[kind].setItem(KEY, JSON.stringify(value));
      } catch (e) {
        // this browser keeps nothing: the conversation lasts as long as the page
      }
    }
  });
  const lasting = store('localStorage'); // {visitor, token}
  const passing = store('sessionStorage'); // {open, queue: [{id, text}]}

  const change = (where, values) => where.set(Object.assign(where.get(), values));
  const random = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), b => b.toString(16).padStart(2, '0')).join('');
  const pause = ms => new Promise(done => setTimeout(done, ms));

  // ---- the server -----------------------------------------------------------------------------------------------------------

  class Refused extends Error {
    constructor(response, detail) {
      super(detail);
      this.status = response.status;
      this.wait = 1000 * Number(response.headers.get('Retry-After') || 0);
      this.passes = response.status === 429 || response.status >= 500;
    }
  }

  async function ask(method, path, body, headers) {
    const token = lasting.get().token;
    const response = await fetch(base + path, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
      headers: Object.assign({}, body === undefined ? {} : {'Content-Type': 'application/json'},
        token ? {Authorization: 'Bearer ' + token} : {}, headers),
      cache: 'no-store', credentials: 'omit', referrerPolicy: 'no-referrer'
    });
    if (!response.ok) {
      const problem = await response.json().catch(() => ({}));
      throw new Refused(response, String(problem.detail || response.status));
    }
    return response;
  }

  let beginning = null;

  /** A session, ours or one that another window of this browser has begun meanwhile. */
  function session() {
    if (lasting.get().token) {
      return Promise.resolve();
    }
    beginning = beginning || ask('POST', 'session', {}).then(response => response.json()).then(got => {
      if (!lasting.get().token) {
        change(lasting, {visitor: got.visitor, token: got.token});
      }
    }).finally(() => {
      beginning = null;
    });
    return beginning;
  }

  // ---- what is seen ---------------------------------------------------------------------------------------------------------

  const make = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  };

  function icon() {
    const ns = 'http://www.w3.org/2000/svg';
    const svg = document.createElementNS(ns, 'svg');
    svg.setAttribute('viewBox', '0 0 24 24');
    svg.setAttribute('aria-hidden', 'true');
    const path = document.createElementNS(ns, 'path');
    path.setAttribute('d', 'M4 5h16v11H10l-5 4v-4H4z');
    svg.append(path);
    return svg;
  }

  /** Black or white, whichever is easier to read on the colour. */
  function on(colour) {
    const [r, g, b] = [1, 3, 5].map(i => parseInt(colour.slice(i, i + 2), 16) / 255)
      .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    const light = 0.2126 * r + 0.7152 * g + 0.0722 * b;
    return 1.05 / (light + 0.05) >= (light + 0.05) / 0.05 ? '#ffffff' : '#000000';
  }

  function language(offered) {
    const wanted = [script.dataset.language, ...(navigator.languages || [navigator.language])];
    for (const tag of wanted) {
      const short = String(tag || '').toLowerCase().split('-')[0];
      if (offered.includes(short) && WORDS[short]) {
        return short;
      }
    }
    return WORDS[offered[0]] ? offered[0] : 'en';
  }

  let view;
  let fresh = 0;
  let shown = new Map(); // by id: the element of a message
  let last = 0;

  function build(config) {
    const tongue = language(config.languages);
    const words = WORDS[tongue];
    const own = Object.assign({}, config, config.texts[tongue]);
    const host = make('div', {lang: tongue, 'data-antiphon-webchat': ''});
    const shadow = host.attachShadow({mode: 'open'});
    style(shadow);
    const badge = make('span', {class: 'badge', hidden: ''});
    const launch = make('button', {class: 'launch', type: 'button', 'aria-label': words.open, 'aria-expanded': 'false',
      'aria-haspopup': 'dialog'}, icon(), badge);
    const save = make('button', {type: 'button', 'aria-label': words.save, title: words.save}, '⤓');
    const close = make('button', {type: 'button', 'aria-label': words.close, title: words.close}, '✕');
    const log = make('div', {class: 'log', role: 'log', 'aria-live': 'polite', 'aria-label': words.log, tabindex: '0'});
    const state = make('div', {class: 'state', role: 'status', hidden: ''});
    const text = make('textarea', {'aria-label': words.write, placeholder: words.write, maxlength: String(MOST_TEXT)});
    const form = make('form', {}, text, make('button', {class: 'send', type: 'submit'}, words.send));
    const title = make('h2', {id: 'title'}, own.title);
    const panel = make('div', {class: 'panel', role: 'dialog', 'aria-labelledby': 'title', hidden: ''},
      make('div', {class: 'head'}, title, save, close), log, state, form);
    const root = make('div', {class: 'root ' + (config.position === 'left' ? 'left' : 'right'),
      dir: tongue === 'ar' ? 'rtl' : 'ltr'}, panel, launch);
    root.style.setProperty('--colour', config.colour);
    root.style.setProperty('--on', on(config.colour));
    shadow.append(root);
    launch.addEventListener('click', open);
    close.addEventListener('click', shut);
    save.addEventListener('click', download);
    panel.addEventListener('keydown', event => {
      if (event.key === 'Escape') {
        shut();
      }
      event.stopPropagation(); // the page's shortcuts are not meant
    });
    text.addEventListener('keydown', event => {
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        form.requestSubmit();
      }
    });
    form.addEventListener('submit', event => {
      event.preventDefault();
      write(text.value);
      text.value = '';
    });
    document.body.append(host);
    view = {host, root, launch, badge, panel, log, state, text, words, own};
  }

  function style(shadow) {
    try {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      shadow.adoptedStyleSheets = [sheet];
    } catch (e) {
      const element = document.createElement('style');
      element.nonce = script.nonce;
      element.textContent = STYLE;
      shadow.append(element);
    }
  }

  function bubble(from, text) {
    return make('div', {class: 'said ' + from},
      make('span', {class: 'who'}, (from === 'visitor' ? view.words.you : view.own.title) + ': '), text);
  }

  function append(element) {
    const atEnd = view.log.scrollHeight - view.log.scrollTop - view.log.clientHeight < 80;
    view.log.append(element);
    if (atEnd || element.classList.contains('visitor')) {
      view.log.scrollTop = view.log.scrollHeight;
    }
  }

  /** Shows what is kept; our own message is known by its id already while it was being sent. */
  function show(message) {
    if (message.n <= last) {
      return;
    }
    last = message.n;
    const id = message.id.replace(/^visitor:/, '');
    const known = shown.get(id);
    if (known) {
      known.note.remove();
      known.element.classList.remove('waits');
      view.log.append(known.element); // in the order of the server
    } else {
      const element = bubble(message.from === 'visitor' ? 'visitor' : 'agent', message.text);
      shown.set(id, {element, note: make('span')});
      append(element);
    }
    if (message.from !== 'visitor' && view.panel.hidden && ready) {
      tell(fresh + 1);
    }
  }

  function tell(count) {
    fresh = count;
    view.badge.hidden = count === 0;
    view.badge.textContent = String(count);
    view.launch.setAttribute('aria-label', view.words.open + (count ? ' – ' + view.words.fresh(count) : ''));
  }

  function pending(item) {
    const element = bubble('visitor', item.text);
    element.classList.add('waits');
    const note = make('span', {class: 'note'}, view.words.sending);
    shown.set(item.id, {element, note});
    append(element);
    append(note);
  }

  function clear() {
    view.log.replaceChildren(bubble('agent', view.own.greeting));
    shown = new Map();
    last = 0;
    (passing.get().queue || []).forEach(pending);
  }

  function online(is) {
    view.state.hidden = is;
    view.state.textContent = is ? '' : view.own.offline;
  }

  function open() {
    change(passing, {open: true});
    view.panel.hidden = false;
    view.launch.hidden = true;
    view.root.classList.add('open');
    view.launch.setAttribute('aria-expanded', 'true');
    tell(0);
    view.log.scrollTop = view.log.scrollHeight;
    view.text.focus();
    listen();
  }

  function shut() {
    change(passing, {open: false});
    view.panel.hidden = true;
    view.launch.hidden = false;
    view.root.classList.remove('open');
    view.launch.setAttribute('aria-expanded', 'false');
    view.launch.focus();
  }

  async function download() {
    try {
      await session();
      const address = URL.createObjectURL(await (await ask('GET', 'transcript')).blob());
      const link = make('a', {href: address, download: 'chat.txt'});
      link.click();
      setTimeout(() => URL.revokeObjectURL(address), 10000);
    } catch (e) {
      online(false);
    }
  }

  // ---- what is heard --------------------------------------------------------------------------------------------------------

  let listening = false;
  let ready = false;
  let hangUp = new AbortController();
  let wake = () => {};

  /** Listens from now on, and again whenever the stream ends: after what was last seen, and never in a hurry. */
  async function listen() {
    if (listening) {
      return;
    }
    listening = true;
    for (let failures = 0; ;) {
      let wait = 500;
      try {
        await session();
        hangUp = new AbortController();
        await hear(hangUp.signal, () => {
          failures = 0;
          online(true);
          nudge();
          flush();
        });
      } catch (e) {
        if (hangUp.signal.aborted) {
          failures = 0;
        } else if (e instanceof Refused && e.status === 401) {
          change(lasting, {visitor: undefined, token: undefined});
          clear();
          failures++;
        } else {
          failures++;
          wait = e.wait || 0;
          online(false);
        }
      }
      wait = Math.max(wait, Math.min(LONGEST_WAIT, 500 * 2 ** failures)) * (0.75 + Math.random() / 2);
      await Promise.race([pause(hangUp.signal.aborted ? 0 : wait), new Promise(done => {
        wake = done;
      })]);
    }
  }

  async function hear(signal, opened) {
    const token = lasting.get().token;
    const response = await fetch(base + 'events', {
      headers: Object.assign({Authorization: 'Bearer ' + token}, last ? {'Last-Event-ID': String(last)} : {}),
      cache: 'no-store', credentials: 'omit', referrerPolicy: 'no-referrer', signal
    });
    if (!response.ok) {
      throw new Refused(response, 'events');
    }
    opened();
    const reader = response.body.getReader();
    const decoder = new TextDecoder();
    let text = '';
    for (;;) {
      const {value, done} = await reader.read();
      if (done) {
        return;
      }
      text += decoder.decode(value, {stream: true});
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        frame(text.slice(0, end));
        text = text.slice(end + 2);
      }
    }
  }

  function frame(lines) {
    let event = '';
    const data = [];
    for (const line of lines.split('\n')) {
      if (line.startsWith('event: ')) {
        event = line.slice(7);
      } else if (line.startsWith('data: ')) {
        data.push(line.slice(6));
      }
    }
    if (event === 'message') {
      show(JSON.parse(data.join('\n')));
    } else if (event === 'reset') {
      clear();
    } else if (event === 'ready') {
      ready = true;
      view.host.setAttribute('data-ready', '');
    }
  }

  // ---- what is said ---------------------------------------------------------------------------------------------------------

  let flushing = false;
  let nudge = () => {};

  function write(value) {
    const text = value.trim().slice(0, MOST_TEXT);
    if (!text) {
      return;
    }
    const item = {id: random(), text};
    change(passing, {queue: [...(passing.get().queue || []), item]});
    pending(item);
    listen();
    flush();
  }

  /** Sends what waits, one after the other, each again with the same id until the server has it. */
  async function flush() {
    if (flushing) {
      return;
    }
    flushing = true;
    let failures = 0;
    for (let queue = passing.get().queue || []; queue.length; queue = passing.get().queue || []) {
      const item = queue[0];
      try {
        await session();
        await ask('POST', 'messages', {id: item.id, text: item.text, page: location.origin + location.pathname,
          language: navigator.language});
        done(item);
        failures = 0;
      } catch (e) {
        if (e instanceof Refused && e.status === 401) {
          change(lasting, {visitor: undefined, token: undefined});
        } else if (e instanceof Refused && !e.passes) {
          done(item);
          fail(item);
          continue;
        }
        failures++;
        await Promise.race([pause(Math.max(e.wait || 0, Math.min(LONGEST_WAIT, 500 * 2 ** failures))), new Promise(done => {
          nudge = done;
        })]);
      }
    }
    flushing = false;
  }

  function done(item) {
    change(passing, {queue: (passing.get().queue || []).filter(other => other.id !== item.id)});
    const known = shown.get(item.id);
    if (known) {
      known.note.remove();
    }
  }

  function fail(item) {
    const known = shown.get(item.id);
    if (known) {
      known.note = make('span', {class: 'note bad', role: 'alert'}, view.words.failed);
      known.element.after(known.note);
    }
  }

  // ---- for the page ---------------------------------------------------------------------------------------------------------

  function begin(visitor) {
    const other = visitor.visitor !== lasting.get().visitor;
    change(lasting, visitor);
    if (other) {
      clear();
    }
    hangUp.abort();
    wake();
  }

  const api = {
    open: () => open(),
    close: () => shut(),
    /** Tells who has signed in, by a token that the site's server signed. */
    async identify(token) {
      await session();
      begin(await (await ask('POST', 'identify', {token})).json());
    },
    /** Forgets who has signed in and what was said: for signing out. */
    forget() {
      change(passing, {queue: []});
      begin({visitor: undefined, token: undefined});
    }
  };

  async function start() {
    let config;
    for (let failures = 0; !config; failures++) {
      try {
        config = await (await fetch(base + 'config', {credentials: 'omit', referrerPolicy: 'no-referrer'})).json();
        if (!config.languages) {
          console.error('The chat does not start: ' + (config.detail || 'its answer cannot be read'));
          return;
        }
      } catch (e) {
        await pause(Math.min(LONGEST_WAIT, 1000 * 2 ** failures));
      }
    }
    build(config);
    clear();
    window.antiphonWebchat = api;
    if (lasting.get().token) {
      listen();
    }
    if (passing.get().open) {
      open();
    }
    for (const [name, ...values] of before || []) {
      if (Object.hasOwn(api, name)) {
        Promise.resolve(api[name](...values)).catch(e => console.error('antiphonWebchat.' + name + ': ' + e.message));
      }
    }
    window.addEventListener('online', () => wake());
    window.addEventListener('storage', event => {
      if (event.storageArea === window.localStorage && event.key === KEY && listening) {
        clear();
        hangUp.abort();
        wake();
      }
    });
  }

  if (document.body) {
    start();
  } else {
    document.addEventListener('DOMContentLoaded', start);
  }
})();
