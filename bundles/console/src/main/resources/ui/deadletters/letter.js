// A letter opened: why it could not be read, and its bytes as they came.
import { CopyButton, Skeleton, formatBytes, formatFull, html, segment, useLoad } from '/ui/console/ui.js';

/** The body as text, and whether it is none: then as a dump of its bytes. */
export function readable(letter) {
  if (letter.text != null) return { text: letter.text, binary: false };
  const bytes = Uint8Array.from(atob(letter.base64 || ''), character => character.charCodeAt(0));
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), binary: false };
  } catch {
    return { text: dump(bytes), binary: true };
  }
}

/** Sixteen bytes a line: where, hexadecimal, and what is printable. */
export function dump(bytes) {
  const lines = [];
  for (let at = 0; at < bytes.length; at += 16) {
    const part = [...bytes.slice(at, at + 16)];
    const hex = part.map(byte => byte.toString(16).padStart(2, '0')).join(' ').padEnd(47);
    const text = part.map(byte => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '·')).join('');
    lines.push(`${at.toString(16).padStart(6, '0')}  ${hex}  ${text}`);
  }
  return lines.join('\n');
}

export function Letter({ api, letter }) {
  const { data, error, loading } = useLoad(signal => api.get(`/api/deadletters/${segment(letter.id)}`, { signal }), [letter.id]);
  const whole = data || letter;
  if (loading) return html`<${Skeleton} rows=${4} />`;
  const { text, binary } = readable(whole);
  const headers = Object.entries(whole.headers || {});
  return html`<div class="letter-body">
    ${error && html`<p class="form-error" role="alert">${error.message}</p>`}
    <dl class="letter-facts">
      <div><dt>Reason</dt><dd dir="auto">${whole.reason}</dd></div>
      <div><dt>Origin</dt><dd><bdi class="mono">${whole.origin || 'unknown'}</bdi></dd></div>
      <div><dt>Kept</dt><dd>${formatFull(whole.at)}</dd></div>
      ${headers.map(([name, value]) => html`<div key=${name}><dt class="mono">${name}</dt><dd dir="auto" class="mono">${value}</dd></div>`)}
    </dl>
    <div class="letter-raw"><div class="letter-raw-head"><span
      class="muted">${binary ? 'Bytes' : 'Body'} · ${formatBytes(whole.size)}${whole.truncated && ', of which the beginning is shown'}</span>
      <${CopyButton} text=${text} label="Copy the body" /></div>
      <pre tabindex="0" dir=${binary ? 'ltr' : 'auto'} aria-label="Body">${text}</pre></div>
  </div>`;
}
