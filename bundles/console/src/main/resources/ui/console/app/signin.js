// Asks who it is: by name and password, or by a token.
import { html, useEffect, useRef, useState } from '../lib/html.js';
import { useStore } from '../lib/store.js';
import { Button } from '../components/basic.js';
import { Icon, Mark } from '../components/icon.js';
import { ThemeButton } from '../components/theme.js';
import { farewell, signIn, signInAs } from './session.js';

const WAY = 'antiphon.signin';

function said(error, byToken) {
  if (error.status === 401) {
    return byToken ? 'This token is not accepted. Copy it again, whole and without spaces.'
      : 'This name and password are not accepted. Check both, and whether Caps Lock is on.';
  }
  if (error.status === 429) return `${error.message} Wait ${error.retryAfter || 5} seconds and try again.`;
  if (error.status === 503) return 'Antiphon is still starting. Try again in a moment.';
  return error.message;
}

function Hidden({ id, label, value, onInput, inputRef, wrong, help }) {
  const [shown, setShown] = useState(false);
  return html`<div class=${`field ${wrong ? 'field-wrong' : ''}`}>
    <label class="field-label" for=${id}>${label}</label>
    <div class="with-button">
      <input id=${id} name=${id} ref=${inputRef} class=${id === 'token' ? 'mono' : ''} type=${shown ? 'text' : 'password'} value=${value}
        autocomplete="current-password" spellcheck=${false} autocapitalize="off" aria-describedby=${`signin-error ${help || ''}`}
        aria-invalid=${wrong ? 'true' : undefined} onInput=${event => onInput(event.currentTarget.value)} />
      <${Button} look="quiet" small onClick=${() => setShown(!shown)} aria-pressed=${shown}>${shown ? 'Hide' : 'Show'}</${Button}>
    </div></div>`;
}

function NameField({ value, onInput, inputRef, wrong }) {
  return html`<div class=${`field ${wrong ? 'field-wrong' : ''}`}>
    <label class="field-label" for="name">Name</label>
    <input id="name" name="name" type="text" ref=${inputRef} value=${value} autocomplete="username" spellcheck=${false} autocapitalize="off"
      aria-describedby="signin-error" aria-invalid=${wrong ? 'true' : undefined} onInput=${event => onInput(event.currentTarget.value)} /></div>`;
}

export function SignIn() {
  const why = useStore(farewell);
  const [byToken, setByToken] = useState(localStorage.getItem(WAY) === 'token');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [token, setToken] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState('');
  const first = useRef(null);
  const secret = useRef(null);
  useEffect(() => {
    document.title = 'Sign in · Antiphon';
    first.current?.focus();
  }, [byToken]);

  function change() {
    localStorage.setItem(WAY, byToken ? 'password' : 'token');
    setByToken(!byToken);
    setError('');
  }

  async function submit(event) {
    event.preventDefault();
    if (byToken ? token.trim() === '' : name.trim() === '' || password === '') {
      setError(byToken ? 'Paste the token first.' : 'Enter your name and your password.');
      return;
    }
    setBusy(true);
    setError('');
    try {
      await (byToken ? signIn(token.trim()) : signInAs(name.trim(), password));
    } catch (problem) {
      setError(said(problem, byToken));
      setBusy(false);
      (byToken ? first : secret).current?.select();
    }
  }

  const wrong = error !== '';
  return html`<main class="signin">
    <div class="signin-theme"><${ThemeButton} /></div>
    <form class="signin-card" onSubmit=${submit} novalidate aria-label="Sign in">
      <div class="signin-brand"><${Mark} size=${44} /><h1>Antiphon</h1></div>
      <p class="signin-lead">A voice is heard, and a voice answers.</p>
      ${why && html`<p class="form-note" role="status"><${Icon} name="info" />${why}</p>`}
      ${byToken
        ? html`<${Hidden} id="token" label="Token" value=${token} onInput=${setToken} inputRef=${first} wrong=${wrong} help="token-help" />`
        : html`<${NameField} value=${name} onInput=${setName} inputRef=${first} wrong=${wrong} />
          <${Hidden} id="password" label="Password" value=${password} onInput=${setPassword} inputRef=${secret} wrong=${wrong} />`}
      <p id="signin-error" class="field-error" role="alert">${error && html`<${Icon} name="alert" size=${14} />${error}`}</p>
      <button type="submit" class="button button-primary signin-go" aria-busy=${busy ? 'true' : undefined}
        disabled=${busy}><span>Sign in</span></button>
      <${Button} look="quiet" icon=${byToken ? 'profiles' : 'key'} class="signin-other" onClick=${change}>${byToken
        ? 'Use a name and a password' : 'Use a token instead'}</${Button}>
      <div id="token-help" class="signin-help">${byToken
        ? html`<p>The administrator’s token was written at the first start, readable by its owner only:</p>
          <code>cat "$ANTIPHON_HOME/etc/admin.token"</code>
          <p>It stays in this browser tab and is forgotten when the tab is closed.</p>`
        : html`<p>An administrator gives you a name and a password. For the very first time, use the administrator’s token.</p>`}</div>
    </form>
  </main>`;
}
