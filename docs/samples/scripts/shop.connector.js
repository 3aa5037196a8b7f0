export const spec = { title: 'Shop', summary: "Hears the orders that the shop's webhook pushes.", channel: 'web' };
export const from = 'webhook';
export function signal({ json }) {
  return {
    externalId: `order-${json.id}`, kind: 'order', occurredAt: json.created_at,
    identities: [`email:${json.customer.email}`, `shop:${json.customer.id}`],
    profile: { name: json.customer.name, points: json.customer.points },
    attributes: { total: Number(json.total), country: json.shipping.country, items: json.lines.map((line) => line.sku) },
  };
}
