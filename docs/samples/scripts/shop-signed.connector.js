// The shop's webhook, of which only what carries the shop's signature is heard.
import { signal as read } from './shop.connector.js';

export const spec = { title: 'Shop, signed', summary: "Hears the orders that the shop's webhook pushes.", channel: 'web' };

/** @type {import('antiphon').Config} */
export const config = {
  secret: { secret: true, required: true, label: 'Secret', description: "The one in the shop's settings, under Webhooks." },
  brand: { default: 'acme', label: 'Brand', description: 'Whose shop it is.' },
};

export const from = 'webhook';

/** @type {import('antiphon').Signature} */
export const signature = { header: 'X-Shop-Signature', algorithm: 'sha256', encoding: 'base64', secret: 'secret' };

/** @type {import('antiphon').Read} */
export function signal(received, settings) {
  const order = read(received);
  return { ...order, attributes: { ...order.attributes, brand: settings.brand } };
}
