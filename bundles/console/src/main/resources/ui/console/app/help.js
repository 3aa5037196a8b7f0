// The keys.
import { html } from '../lib/html.js';
import { Dialog } from '../components/overlay.js';
import { goLetters } from './go.js';

const KEYS = [
  [['j', 'k'], 'Next and previous row'],
  [['Enter'], 'Open the row'],
  [['Esc'], 'Close the detail'],
  [['/'], 'Search or filter'],
  [['Space'], 'Pause or resume the live feed'],
  [['?'], 'This help'],
];

export function Help({ list, onClose }) {
  const letters = goLetters(list);
  const pages = list.filter(page => letters.has(page.name));
  const rows = [...KEYS, ...pages.map(page => [['g', letters.get(page.name)], `Go to ${page.title}`])];
  return html`<${Dialog} title="Keyboard shortcuts" onClose=${onClose}>
    <dl class="keys">${rows.map(([keys, what]) => html`<div>
      <dt>${keys.map(key => html`<kbd>${key}</kbd>`)}</dt><dd>${what}</dd></div>`)}</dl>
  </${Dialog}>`;
}
