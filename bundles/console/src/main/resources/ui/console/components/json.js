// JSON as text with its parts coloured; long strings and deep parts stay whole, since this is the raw truth.
import { html } from '../lib/html.js';
import { CopyButton } from './basic.js';

const TOKEN = /("(?:\\.|[^"\\])*")(\s*:)?|\b(true|false|null)\b|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/g;

/** The text cut into {text, look} where look is key, string, word, number or nothing. */
export function tokens(text) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    if (match.index > end) parts.push({ text: text.slice(end, match.index), look: '' });
    const look = match[1] ? (match[2] ? 'key' : 'string') : match[3] ? 'word' : 'number';
    parts.push({ text: match[0], look });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), look: '' });
  return parts;
}

export function Json({ value, label = 'JSON' }) {
  const text = JSON.stringify(value, null, 2);
  return html`<div class="json"><div class="json-copy"><${CopyButton} text=${text} label="Copy JSON" /></div>
    <pre tabindex="0" aria-label=${label} dir="ltr">${tokens(text).map(part =>
      part.look ? html`<span class=${`json-${part.look}`}>${part.text}</span>` : part.text)}</pre></div>`;
}
