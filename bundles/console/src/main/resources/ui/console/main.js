import { App } from './app/app.js';
import { html, render } from './lib/html.js';
import { followLinks } from './lib/router.js';

followLinks();
const root = document.getElementById('app');
root.textContent = '';
render(html`<${App} />`, root);
