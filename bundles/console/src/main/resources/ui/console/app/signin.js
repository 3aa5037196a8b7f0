// Asks for the token and says where it is.
import { html, useEffect, useRef, useState } from '../lib/html.js';
import { useStore } from '../lib/store.js';
import { Button } from '../components/basic.js';
import { Icon, Mark } from '../components/icon.js';
import { ThemeButton } from '../components/theme.js';
import { farewell, signIn } from './session.js';

function said(error) {
  if (error.status === 401) return 'This token is not accepted. Copy it again, whole and without spaces.';
  if (error.status === 503) return 'Antiphon is still starting. Try again in a moment.';
  return error.message;
}

export function SignIn() {
  const why = useStore(farewell);
  const [token, setToken] = useState('');
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState('');
  const field = useRef(null);
  useEffect(() => {
    document.title = 'Sign in · Antiphon';
    field.current?.focus();
  }, []);

  async function submit(event) {
    event.preventDefault();
    if (token.trim() === '') return setError('Paste the token first.');
    setBusy(true);
    setError('');
    try {
      await signIn(token.trim());
    } catch (problem) {
      setError(said(problem));
      setBusy(false);
      field.current?.select();
    }
  }

  return html`<main class="signin">
    <div class="signin-theme"><${ThemeButton} /></div>
    <form class="signin-card" onSubmit=${submit} novalidate>
      <div class="signin-brand"><${Mark} size=${44} /><h1>Antiphon</h1></div>
      <p class="signin-lead">A voice is heard, and a voice answers.</p>
      ${why && html`<p class="form-note" role="status"><${Icon} name="info" />${why}</p>`}
      <div class=${`field ${error ? 'field-wrong' : ''}`}>
        <label class="field-label" for="token">Administrator token</label>
        <div class="with-button">
          <input id="token" name="token" ref=${field} class="mono" type=${shown ? 'text' : 'password'} value=${token}
            autocomplete="current-password" spellcheck=${false} autocapitalize="off" aria-describedby="token-help token-error"
            aria-invalid=${error ? 'true' : undefined} onInput=${event => setToken(event.currentTarget.value)} />
          <${Button} look="quiet" small onClick=${() => setShown(!shown)} aria-pressed=${shown}>${shown ? 'Hide' : 'Show'}</${Button}>
        </div>
        <p id="token-error" class="field-error" role="alert">${error && html`<${Icon} name="alert" size=${14} />${error}`}</p>
      </div>
      <button type="submit" class="button button-primary signin-go" aria-busy=${busy ? 'true' : undefined}
        disabled=${busy}><span>Sign in</span></button>
      <div id="token-help" class="signin-help">
        <p>The token was written at the first start, readable by its owner only:</p>
        <code>cat "$ANTIPHON_HOME/etc/admin.token"</code>
        <p>It stays in this browser tab and is forgotten when the tab is closed.</p>
      </div>
    </form>
  </main>`;
}
