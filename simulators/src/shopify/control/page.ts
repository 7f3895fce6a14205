import type { Shop } from '../shop.ts';

/** What a browser shows at `/`: that this is no real shop, and what can be done with it. */
export function renderPage(shops: Iterable<Shop>): string {
  const rows = [...shops].map(
    ({ domain, name, orders }) => `<tr><td>${domain}</td><td>${name}</td><td>${orders.size}</td></tr>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Shopify simulator</title>
<style>body{font:16px/1.5 system-ui;max-width:46rem;margin:3rem auto;padding:0 1rem}td,th{padding:.2rem 1rem .2rem 0;text-align:left}</style>
<h1>Shopify simulator</h1>
<p>This is <strong>not Shopify</strong>. It is a stand-in for development and tests: shops, people and orders are made up.</p>
<table><tr><th>Shop</th><th>Name</th><th>Orders</th></tr>${rows.join('')}</table>
<p>A buyer changes the newest order: <code>curl -X POST localhost:4101/simulator/orders/change</code></p>
<p>Credentials: <a href="/simulator/shops">/simulator/shops</a> · webhooks sent: <a href="/simulator/deliveries">/simulator/deliveries</a>
· faults: <a href="/simulator/faults">/simulator/faults</a></p>
</html>`;
}
