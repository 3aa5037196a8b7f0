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

