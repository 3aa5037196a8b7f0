// Choosing a template or a macro: type a few letters, Enter.
import { Dialog, Empty, Icon, html, useEffect, useRef, useState, words } from '/ui/console/ui.js';
import { languageName } from './chips.js';

/** Templates in the customer's language first, then by title. */
export function arranged(templates, language, wanted) {
  const letters = wanted.trim().toLowerCase();
  return templates
    .filter(one => !letters || `${one.title} ${one.name} ${one.text || ''}`.toLowerCase().includes(letters))
    .sort((one, other) => (other.language === language) - (one.language === language) || (one.title || one.name).localeCompare(other.title || other.name));
}

export function Templates({ suggestions, language, onUse, onMacro, onClose }) {
  const [wanted, setWanted] = useState('');
  const [at, setAt] = useState(0);
  const field = useRef(null);
  useEffect(() => field.current.focus(), []);
  const templates = arranged(suggestions?.templates || [], language, wanted);
  const macros = arranged(suggestions?.macros || [], '', wanted);
  const all = [...templates.map(one => ({ ...one, template: true })), ...macros];
  const pick = one => (one.template ? onUse(one) : onMacro(one));
  const onKeyDown = event => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setAt(before => Math.max(0, Math.min(all.length - 1, before + (event.key === 'ArrowDown' ? 1 : -1))));
    } else if (event.key === 'Enter' && all[at]) {
      event.preventDefault();
      pick(all[at]);
    }
  };
  return html`<${Dialog} title="Templates and macros" wide onClose=${onClose}>
    <div class="templates">
      <input type="search" ref=${field} aria-label="Find a template" placeholder="A few letters of it" value=${wanted} role="combobox" aria-expanded="true"
        aria-controls="templates-list" aria-activedescendant=${all[at] ? `template-${at}` : undefined}
        onInput=${event => (setWanted(event.currentTarget.value), setAt(0))} onKeyDown=${onKeyDown} />
      ${all.length === 0 && html`<${Empty} icon="page" title=${wanted ? 'None fits' : 'There are none yet'}>Supervisors write templates and macros in the settings of care.</${Empty}>`}
      <ul id="templates-list" role="listbox" aria-label="Templates and macros">${all.map((one, place) => html`<li key=${`${one.template}${one.name}${one.language}`} id=${`template-${place}`} role="option"
          aria-selected=${place === at} class=${place === at ? 'template-marked' : ''} onClick=${() => pick(one)} onMouseMove=${() => setAt(place)}>
        <span class="template-title"><${Icon} name=${one.template ? 'page' : 'play'} size=${14} /><strong>${one.title || one.name}</strong>
          ${one.language && html`<span class="chip chip-language">${languageName(one.language)}</span>`}
          ${!one.template && html`<span class="muted">macro: ${(one.steps || []).map(words).join(', ')}</span>`}
          ${one.missing?.length > 0 && html`<span class="chip chip-warn">fill in ${one.missing.join(', ')}</span>`}</span>
        ${one.text && html`<span class="template-text" dir="auto">${one.text.replace(/\s+/g, ' ')}</span>`}
      </li>`)}</ul>
    </div></${Dialog}>`;
}
