// Tells that the server is away, and since when; goes by itself when it is back.
import { html } from '../lib/html.js';
import { formatSpan } from '../lib/format.js';
import { useStore } from '../lib/store.js';
import { Button, useNow } from '../components/basic.js';
import { Icon } from '../components/icon.js';

const PATIENCE = 1500;

export function Banner({ live }) {
  const { name, since, reason } = useStore(live.state);
  const now = useNow();
  const away = name === 'lost' && now - since > PATIENCE;
  return html`<div role="status" aria-live="polite">${away && html`<div class="banner">
    <${Icon} name="alert" />
    <span><strong>Not connected for ${formatSpan((now - since) / 1000)}.</strong> ${reason} What is heard meanwhile is shown when the connection is back.</span>
    <${Button} small onClick=${live.retryNow}>Try now</${Button}>
  </div>`}</div>`;
}
