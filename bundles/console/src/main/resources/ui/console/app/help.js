// The keys.
import { html } from '../lib/html.js';
import { Dialog } from '../components/overlay.js';

const KEYS = [
  [['j', 'k'], 'Next and previous row'],
  [['Enter'], 'Open the row'],
  [['Esc'], 'Close the detail'],
  [['/'], 'Search or filter'],
  [['Space'], 'Pause or resume the live feed'],
  [['?'], 'This help'],
];

export function Help({ list, onClose }) {
  const letters = new Set();
  const pages = list.filter(page => {
    const letter = page.title[0].toLowerCase();
    return !letters.has(letter) && letters.add(letter);
  });
  const rows = [...KEYS, ...pages.map(page => [['g', page.title[0].toLowerCase()], `Go to ${page.title}`])];
  return html`<${Dialog} title="Keyboard shortcuts" onClose=${onClose}>
    <dl class="keys">${rows.map(([keys, what]) => html`<div>
      <dt>${keys.map(key => html`<kbd>${key}</kbd>`)}</dt><dd>${what}</dd></div>`)}</dl>
  </${Dialog}>`;
}
