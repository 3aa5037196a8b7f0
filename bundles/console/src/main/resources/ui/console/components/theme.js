// Light, dark, or what the system says; remembered in this browser.
import { html } from '../lib/html.js';
import { createStore, useStore } from '../lib/store.js';
import { IconButton } from './basic.js';

const NEXT = { auto: 'light', light: 'dark', dark: 'auto' };
const ICONS = { auto: 'auto', light: 'sun', dark: 'moon' };
const LABELS = { auto: 'Theme: as the system', light: 'Theme: light', dark: 'Theme: dark' };

const theme = createStore(document.documentElement.dataset.theme || 'auto');

export function setTheme(name) {
  if (name === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = name;
  localStorage.setItem('antiphon.theme', name);
  theme.set(name);
}

export function ThemeButton() {
  const name = useStore(theme);
  return html`<${IconButton} icon=${ICONS[name]} label=${LABELS[name]} class="theme-button" onClick=${() => setTheme(NEXT[name])} />`;
}
