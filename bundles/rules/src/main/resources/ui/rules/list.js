// All rules, in the order in which they are asked.
import {
  Ago, Button, Empty, Failure, Icon, IconButton, PageHead, Pill, SearchField, Skeleton, formatCompact, formatNumber, html, plural, segment, toast, useKeys, useLoad,
  useRef, useState,
} from '/ui/console/ui.js';
import { Faults } from './rule.js';

const EVERY = 3_000;

function Switch({ rule, onSwitch }) {
  return html`<button type="button" role="switch" class="switch" aria-checked=${rule.enabled ? 'true' : 'false'} aria-label=${`${rule.name} is switched on`}
    onClick=${() => onSwitch(rule, !rule.enabled)}><span class="switch-knob" aria-hidden="true"></span></button>`;
}

function Line({ rule, at, count, onSwitch, onMove }) {
  return html`<li class=${`rule ${rule.enabled ? '' : 'rule-off'}`} data-rule=${rule.rule}>
    <${Switch} rule=${rule} onSwitch=${onSwitch} />
    <div class="rule-main"><a class="rule-name" href=${`/rules/${segment(rule.file)}/${segment(rule.name)}`}>${rule.name}</a>
      ${rule.about && html`<span class="rule-about" dir="auto">${rule.about}</span>`}<p class="rule-words" dir="auto">${rule.words}</p></div>
    <div class="rule-hits"><span class="number" title=${`${formatNumber(rule.hits)} times`}>${formatCompact(rule.hits)}</span>
      <span class="muted"><${Ago} time=${rule.lastFired} /></span></div>
    <div class="rule-moves"><${IconButton} icon="up" label=${`Ask ${rule.name} earlier`} disabled=${at === 0} onClick=${() => onMove(rule, at - 1)} />
      <${IconButton} icon="down" label=${`Ask ${rule.name} later`} disabled=${at === count - 1} onClick=${() => onMove(rule, at + 1)} /></div></li>`;
}

function FileOf({ file, rules, all, ...more }) {
  return html`<section class="card rules-file" aria-label=${`Rules of ${file.file}`} data-file=${file.file}>
    <header class="card-head"><h2 class="card-title"><${Icon} name="file" />${file.file}
      ${file.faults.length > 0 && html`<${Pill} tone="bad">${plural(file.faults.length, 'mistake')}</${Pill}>`}</h2>
      <div class="actions"><${Button} small look="quiet" icon="plus" href=${`/rules/${segment(file.file)}?new=1`}>Rule</${Button}
        ><${Button} small look="quiet" icon="edit" href=${`/rules/${segment(file.file)}`}>As text</${Button}></div></header>
    ${file.faults.length > 0 && html`<div class="card-body"><p>${file.rules > 0 ? 'What is on the disk is not live; its last version goes on.' : 'None of it is live.'}</p>
      <${Faults} faults=${file.faults.slice(0, 5)} /></div>`}
    <ol class="rules-list">${rules.map(rule => html`<${Line} key=${rule.rule} rule=${rule} at=${all.indexOf(rule)} count=${all.length} ...${more} />`)}</ol></section>`;
}

const told = rules => `${plural(rules.length, 'rule')}, ${rules.filter(rule => rule.enabled).length} switched on. They are asked from the top about everything that is heard; each says why it acted.`;

function Nothing() {
  return html`<section class="card"><${Empty} icon="fork" title="No rules yet" action=${html`<${Button} look="primary" icon="plus" href="/rules/new">Write the first rule</${Button}>`}>
    A rule says what is to be done when something is heard: open a case, reply, ask, wait, notify. It needs no code. Write it here or in a file in the folder
    <code>rules/</code>; saved, it is live within a second.</${Empty}></section>`;
}

export function List({ api }) {
  const { data, error, loading, reload } = useLoad(signal => api.get('/api/rules', { signal }), [], { every: EVERY });
  const [text, setText] = useState('');
  const field = useRef(null);
  useKeys({ '/': () => field.current?.focus() });
  const rules = data?.rules || [];
  const wanted = text.trim().toLowerCase();
  const fits = rule => wanted === '' || `${rule.rule} ${rule.about} ${rule.words}`.toLowerCase().includes(wanted);
  const act = (rule, what, body) => api.post(`/api/rules/files/${segment(rule.file)}/rules/${segment(rule.name)}/${what}`, body)
    .then(() => what === 'switch' && toast(`${rule.name} is switched ${body.enabled ? 'on' : 'off'}`), failure => toast(failure.message, 'bad')).then(reload);
  const files = (data?.files || []).map(file => ({ file, all: rules.filter(rule => rule.file === file.file) }))
    .map(one => ({ ...one, rules: one.all.filter(fits) })).filter(one => one.rules.length > 0 || wanted === '');
  return html`<${PageHead} title="Rules" lead=${data ? told(rules) : 'What is done when something is heard.'}
      actions=${html`<${SearchField} label="Filter rules" placeholder="Filter   /" value=${text} inputRef=${field} onInput=${setText} />
        <${Button} look="primary" icon="plus" href="/rules/new">New rule</${Button}>`} />
    ${loading && !data && html`<${Skeleton} rows=${8} />`}
    ${error && !data && html`<${Failure} error=${error} retry=${reload} />`}
    ${data && data.files.length === 0 && html`<${Nothing} />`}
    ${data && data.files.length > 0 && files.length === 0 && html`<${Empty} icon="fork" title="Nothing matches">No rule has this in its name or its words.</${Empty}>`}
    <div class="stack-large">${files.map(one => html`<${FileOf} key=${one.file.file} ...${one} onSwitch=${(rule, enabled) => act(rule, 'switch', { enabled })}
      onMove=${(rule, to) => act(rule, 'move', { to })} />`)}</div>`;
}
