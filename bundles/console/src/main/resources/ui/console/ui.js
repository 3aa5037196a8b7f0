// The design system and the tools a page needs. Of the shell, a page of any bundle imports this file only: /ui/console/ui.js
export * from './lib/html.js';
export * from './lib/store.js';
export * from './lib/format.js';
export * from './lib/load.js';
export * from './lib/keys.js';
export { ApiError, query, segment } from './lib/api.js';
export { guardPlace } from './lib/router.js';
export * from './components/basic.js';
export { Dialog, Confirm, toast } from './components/overlay.js';
export * from './components/figures.js';
export { Icon, Mark } from './components/icon.js';
export { Json } from './components/json.js';
export * from './components/signal.js';
export { pulse, beats } from './app/pulse.js';
export { may, me } from './app/session.js';
export { ROLES } from './lib/roles.js';
