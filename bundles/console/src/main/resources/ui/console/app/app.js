// Sign-in or the shell.
import { html } from '../lib/html.js';
import { useStore } from '../lib/store.js';
import { Toasts } from '../components/overlay.js';
import { resume, session } from './session.js';
import { Shell } from './shell.js';
import { SignIn } from './signin.js';

resume();

export function App() {
  const current = useStore(session);
  return html`${current ? html`<${Shell} key="shell" session=${current} />` : html`<${SignIn} key="signin" />`}<${Toasts} />`;
}
