// What one can do with a script beside its text, in tabs.
import { html, useRef } from '/ui/console/ui.js';
import { Log } from './log.js';
import { kindOf, testsTold } from './model.js';
import { Settings } from './settings.js';
import { Tests, useTests } from './tests.js';
import { Trial } from './trial.js';
import { useTrial } from './trying.js';
import { Versions } from './versions.js';

const TABS = {
  policy: ['try', 'tests', 'settings', 'versions', 'log'], enricher: ['tests', 'settings', 'versions', 'log'],
  connector: ['tests', 'settings', 'versions', 'log'], test: ['tests'],
};
const TITLES = { try: 'Dry run', tests: 'Tests', settings: 'Settings', versions: 'Versions', log: 'Log' };
const STEPS = { ArrowRight: 1, ArrowLeft: -1 };

function Tabs({ names, current, marks, onTab }) {
  const list = useRef(null);
  function onKeyDown(event) {
    const at = names.indexOf(current);
    const next = STEPS[event.key] ? (at + STEPS[event.key] + names.length) % names.length : { Home: 0, End: names.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    onTab(names[next]);
    list.current.children[next].focus();
  }
  return html`<div class="tabs" role="tablist" aria-label="About the script" ref=${list} onKeyDown=${onKeyDown}>${names.map(name => html`
    <button key=${name} type="button" role="tab" id=${`tab-${name}`} class="tab" aria-selected=${name === current ? 'true' : 'false'}
      aria-controls="panel" tabindex=${name === current ? 0 : -1} onClick=${() => onTab(name)}>${TITLES[name]}${marks[name] && html`<span
        class=${`badge badge-${marks[name].tone}`} title=${marks[name].title}>${marks[name].text}</span>`}</button>`)}</div>`;
}

export function Panel({ file, data, text, dirty, tab, api, path, onTab, onShow, onRenew, onTold }) {
  const names = TABS[kindOf(file)];
  const current = names.includes(tab) ? tab : names[0];
  const tests = useTests(api, path, data, text);
  const trial = useTrial(api, path, text);
  const failed = tests.results.filter(result => !result.passed).length;
  const marks = {
    tests: failed > 0 && { tone: 'bad', text: failed, title: testsTold(tests.results.length - failed, failed) },
    try: trial.running && { tone: 'warn', text: '…', title: 'A dry run is under way' },
  };
  const panels = {
    try: () => html`<${Trial} trial=${trial} data=${data} text=${text} dirty=${dirty} />`,
    tests: () => html`<${Tests} file=${file} tests=${tests} dirty=${dirty} onShow=${onShow} />`,
    settings: () => html`<${Settings} key=${(data.fields || []).map(field => field.name).join()} data=${data} api=${api} path=${path} onRenew=${onRenew} />`,
    versions: () => html`<${Versions} file=${file} data=${data} text=${text} dirty=${dirty} api=${api} path=${path} onRenew=${onRenew} onTold=${onTold} />`,
    log: () => html`<${Log} api=${api} path=${path} fresh=${data.fresh} />`,
  };
  return html`<section class="card panel" aria-label=${TITLES[current]}>
    <${Tabs} names=${names} current=${current} marks=${marks} onTab=${onTab} />
    <div id="panel" role="tabpanel" class="panel-body" aria-labelledby=${`tab-${current}`} data-panel=${current}>${panels[current]()}</div></section>`;
}
