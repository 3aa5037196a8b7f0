// The icons: strokes on a grid of 24, drawn for this console.
import { html } from '../lib/html.js';

const DRAWINGS = {
  overview: 'M4 13a8 8 0 0 1 16 0M12 13l4-4M4 17h16M8 20.5h8',
  signals: 'M3 12h3.5l2-6 4 13 3-10 1.5 3H21',
  profiles: 'M12 11.5a3.75 3.75 0 1 0 0-7.5 3.75 3.75 0 0 0 0 7.5ZM4.5 20c.8-3.6 3.8-5.5 7.5-5.5s6.7 1.9 7.5 5.5',
  connections: 'M9 3v5M15 3v5M6.5 8h11v3.5a5.5 5.5 0 0 1-11 0ZM12 17v4',
  deadletters: 'M4 6.5h16v8M4 6.5v11h9M4 7l8 6 8-6M16.5 17l4 4M20.5 17l-4 4',
  people: 'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20c.7-3.7 3.2-5.5 6.5-5.5s5.8 1.8 6.5 5.5M15.5 4.5a3.5 3.5 0 0 1 0 6M18 14.8c2 .8 3.1 2.6 3.5 5.2',
  plugins: 'M4 9.5h4.2a2.3 2.3 0 1 1 4.6 0H17v4a2.3 2.3 0 1 1 0 4.5V21H4v-4a2.3 2.3 0 1 0 0-4Z',
  scripts: 'M8.5 7.5 4 12l4.5 4.5M15.5 7.5 20 12l-4.5 4.5M13.5 5l-3 14',
  topics: 'M4 5h16M4 5v4h10V5M4 12h16v4H4ZM4 19h7',
  queries: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.5 15.5 20 20M7.5 10.5h1.2l1.2-2.5 1.6 5 1.1-2.5h1',
  outbox: 'M3.5 13.5V20h17v-6.5M3.5 13.5h5l1.5 2.5h4l1.5-2.5h5M12 11.5V3.5M8.5 7 12 3.5 15.5 7',
  stop: 'M8.5 3.5h7l5 5v7l-5 5h-7l-5-5v-7ZM8.5 8.5h7v7h-7Z',
  inbox: 'M4 13.5 6.5 5h11L20 13.5V19H4ZM4 13.5h5a3 3 0 0 0 6 0h5',
  rules: 'M3.5 12 8 7.5l4.5 4.5L8 16.5ZM8 7.5V4.5h8M8 16.5v3h8M16 2.5h4.5v4H16ZM16 17.5h4.5v4H16Z',
  queues: 'M4 5h11M4 10h16M4 15h8M4 20h13',
  note: 'M5 4h14v10l-5.5 6H5ZM19 14h-5.5v6M8.5 8.5h7M8.5 12h4',
  tag: 'M4 4h8l8.5 8.5-8 8L4 12ZM8 8v.2',
  flag: 'M6 21V4M6 4.5h12l-2.5 4.5 2.5 4.5H6',
  give: 'M9.5 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM3 20c.6-3.6 3.2-5.5 6.5-5.5 1 0 2 .2 2.8.5M15 17.5h6M18.2 14.5l3 3-3 3',
  merge: 'M6 4v3c0 4 6 4 6 8v5M18 4v3c0 4-6 4-6 8M8.8 17l3.2 3.2 3.2-3.2',
  move: 'M4 6h9M4 12h5M4 18h9M14 12h6.5M17.3 8.8l3.2 3.2-3.2 3.2',
  panel: 'M4 5h16v14H4ZM14.5 5v14',
  page: 'M6 3.5h8l4 4v13H6ZM14 3.5v4h4M9 12h6M9 16h6',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.5 15.5 20 20',
  pause: 'M8.5 5.5v13M15.5 5.5v13',
  play: 'M7.5 5v14l11-7Z',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  close: 'm6 6 12 12M18 6 6 18',
  right: 'm9.5 5.5 6.5 6.5-6.5 6.5',
  left: 'M14.5 5.5 8 12l6.5 6.5',
  down: 'm5.5 9.5 6.5 6.5 6.5-6.5',
  up: 'm5.5 14.5 6.5-6.5 6.5 6.5',
  copy: 'M9 9h11v11H9ZM15 9V4H4v11h5',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z',
  auto: 'M12 3.5a8.5 8.5 0 1 0 0 17ZM12 3.5a8.5 8.5 0 0 1 0 17',
  leave: 'M14 4H5v16h9M10 12h10.5M17 8.5l3.5 3.5-3.5 3.5',
  plus: 'M12 5v14M5 12h14',
  trash: 'M4.5 6.5h15M9 6.5V4h6v2.5M6.5 6.5l1 13.5h9l1-13.5M10 10.5v6M14 10.5v6',
  upload: 'M12 16V4.5M7 9.5l5-5 5 5M4.5 15.5v4h15v-4',
  back: 'M9 5.5 4 10.5l5 5M4 10.5h10.5a5 5 0 0 1 0 10H9',
  edit: 'M4.5 19.5l1-4.5L16 4.5l3.5 3.5L9 18.5ZM13.5 7l3.5 3.5',
  refresh: 'M19.5 12a7.5 7.5 0 1 1-2.3-5.4M19.5 3.5v4.5H15',
  alert: 'M12 4 2.8 19.5h18.4ZM12 10v4.5M12 17v.2',
  info: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 11v5.5M12 7.5v.2',
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1',
  unlink: 'm14.5 13.5 4-4a4 4 0 0 0-5.7-5.7l-2 2M9.5 10.5l-4 4a4 4 0 0 0 5.7 5.7l2-2M4 4l16 16',
  mail: 'M3.5 5.5h17v13h-17ZM3.5 6.5 12 13l8.5-6.5',
  chat: 'M4 5h16v11h-9l-4.5 4v-4H4ZM8 9h8M8 12.5h5',
  phone: 'M5 4h4l1.5 4.5L8 10.5a12 12 0 0 0 5.5 5.5l2-2.5L20 15v4c0 .6-.4 1-1 1A15 15 0 0 1 4 5c0-.6.4-1 1-1Z',
  star: 'm12 3.5 2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9L3.5 9.7l5.9-.8Z',
  store: 'M4 10v10h16V10M3 10l1.5-6h15L21 10a3 3 0 0 1-6 0 3 3 0 0 1-6 0 3 3 0 0 1-6 0ZM10 20v-5h4v5',
  globe: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM3.5 12h17M12 3.5c5 5 5 12 0 17M12 3.5c-5 5-5 12 0 17',
  cart: 'M3 4.5h2.5L8 15.5h10L20.5 8H6.3M9.5 20v-.2M16.5 20v-.2',
  feed: 'M5 11a8 8 0 0 1 8 8M5 5a14 14 0 0 1 14 14M6 18.5v-.2',
  file: 'M6 3.5h8l4 4v13H6ZM14 3.5v4h4',
  hook: 'M8.5 13.5a4 4 0 1 0 3.5 4h6M12 6.5a3 3 0 1 1 3.5 3l-3 6M17.5 20.5a3 3 0 1 0-2-5.2',
  survey: 'M7 5H5v15.5h14V5h-2M8.5 3.5h7v3h-7ZM8.5 12l1.5 1.5 2.5-3M8.5 17h7',
  truck: 'M2.5 6h11v10h-11ZM13.5 9.5h4l4 4V16h-8ZM7 19a1.8 1.8 0 1 0 0-3.6A1.8 1.8 0 0 0 7 19ZM17.5 19a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6Z',
  box: 'm12 3 8 4.5v9L12 21l-8-4.5v-9ZM4 7.5l8 4.5 8-4.5M12 12v9',
  receipt: 'M5.5 3.5h13v17l-2.2-1.5-2.1 1.5-2.2-1.5-2.2 1.5-2.1-1.5-2.2 1.5ZM9 8.5h6M9 12.5h6',
  social: 'M6.5 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM17.5 8.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM17.5 20.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM8.8 10.8l6.4-3.6M8.8 13.2l6.4 3.6',
  key: 'M8 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM12.5 12H21M17.5 12v3.5M20.5 12v2.5',
  keyboard: 'M2.5 6.5h19v11h-19ZM6 10v.2M10 10v.2M14 10v.2M18 10v.2M7.5 14h9',
  clock: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 7v5l3.5 2',
  external: 'M13 4h7v7M20 4l-9.5 9.5M17 14v6H4V7h6',
  ear: 'M6.5 9.5a5.5 5.5 0 0 1 11 0c0 4-3.5 4.5-4 7.5-.3 2-1.5 3.5-3.5 3.5a3 3 0 0 1-3-3M9.5 10a2.5 2.5 0 0 1 5 0c0 1.5-1.5 2-1.5 3.5',
  bulb: 'M9 17.5c0-2-3-3.5-3-7.5a6 6 0 0 1 12 0c0 4-3 5.5-3 7.5ZM9.5 20.5h5',
  fork: 'M12 20.5V14L6 8V3.5M12 14l6-6V3.5M3.5 6 6 3.5 8.5 6M15.5 6 18 3.5 20.5 6',
  send: 'M3.5 11.5 20.5 4l-5 16.5-4-6.5ZM11.5 14l9-10',
  dot: 'M12 14a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
};

export function Icon({ name, size = 16, label }) {
  return html`<svg
    class="icon" width=${size} height=${size} viewBox="0 0 24 24" fill="none" stroke="currentColor"
    stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round" focusable="false"
    role=${label ? 'img' : undefined} aria-label=${label} aria-hidden=${label ? undefined : 'true'}
  ><path d=${DRAWINGS[name] || DRAWINGS.page} /></svg>`;
}

export const hasIcon = name => name in DRAWINGS;

/** Two voices that face each other. */
export function Mark({ size = 28 }) {
  return html`<svg class="mark" width=${size} height=${size} viewBox="0 0 24 24" fill="none" aria-hidden="true"
    stroke-width="1.9" stroke-linecap="round">
    <g class="mark-call"><circle cx="2.6" cy="12" r="1.4" /><path d="M6.18 8.82a4.5 4.5 0 0 1 0 6.36M8.91 6.09a8.35 8.35 0 0 1 0 11.82" /></g>
    <g class="mark-answer"><circle cx="21.4" cy="12" r="1.4" /><path d="M17.82 8.82a4.5 4.5 0 0 0 0 6.36M15.09 6.09a8.35 8.35 0 0 0 0 11.82" /></g>
  </svg>`;
}
