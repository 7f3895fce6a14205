import type { Order, Product } from './data/records.ts';
import type { Shop } from './shop.ts';
import { restOrder, restProduct, toBody } from './webhooks/rest.ts';
import type { Deliveries, Delivery } from './webhooks/deliveries.ts';

/** What people do to an order. */
export const orderChanges = ['quantity', 'address', 'pay', 'fulfill', 'refund', 'cancel'] as const;
export type OrderChange = (typeof orderChanges)[number];

export type Acted<Record> = { record: Record; deliveries: Delivery[] };

/** Acts as buyers and sellers do: changes the shop, then tells its subscribers. */
export function createBuyer(deliveries: Deliveries, indexLag: number, onChange: () => void) {
  const tell = (shop: Shop, order: Order, topics: Parameters<Deliveries['publish']>[1]): Acted<Order> => {
    onChange();
    return { record: order, deliveries: deliveries.publish(shop.domain, topics, toBody(restOrder(shop, order))) };
  };
  return {
    placeOrder: (shop: Shop): Acted<Order> => {
      const now = new Date(Math.floor(Date.now() / 1000) * 1000);
      const order = shop.draftOrder(now);
      order.index = { updatedAt: null, catchesUpAt: Date.now() + indexLag };
      shop.orders.set(order.id, order);
      return tell(shop, order, ['ORDERS_CREATE', 'ORDERS_UPDATED']);
    },
    changeOrder: (shop: Shop, order: Order, change: OrderChange): Acted<Order> => {
      apply(order, change);
      shop.touch(order, indexLag);
      return tell(shop, order, ['ORDERS_UPDATED']);
    },
    deleteOrder: (shop: Shop, order: Order): Acted<Order> => {
      shop.orders.delete(order.id);
      onChange();
      const body = toBody({ id: BigInt(order.id) });
      return { record: order, deliveries: deliveries.publish(shop.domain, ['ORDERS_DELETE'], body) };
    },
    changeProduct: (shop: Shop, product: Product): Acted<Product> => {
      for (const variant of product.variants) variant.inventoryQuantity = Math.max(0, variant.inventoryQuantity - 1);
      shop.touch(product, indexLag);
      const body = toBody(restProduct(shop, product));
      return { record: product, deliveries: deliveries.publish(shop.domain, ['PRODUCTS_UPDATE'], body) };
    },
  };
}

export type Buyer = ReturnType<typeof createBuyer>;

function apply(order: Order, change: OrderChange): void {
  const [line] = order.lineItems;
  switch (change) {
    case 'quantity':
      if (line) {
        line.quantity += 1;
        line.currentQuantity += 1;
      }
      return;
    case 'address':
      order.shippingAddress = { ...order.shippingAddress, address2: '宅配ボックス / parcel locker 3' };
      return;
    case 'pay':
      order.financialStatus = 'paid';
      return;
    case 'fulfill':
      order.fulfillmentStatus = 'fulfilled';
      return;
    case 'refund':
      order.financialStatus = 'partially_refunded';
      if (line) line.currentQuantity = Math.max(0, line.currentQuantity - 1);
      return;
    case 'cancel':
      order.cancelledAt = new Date(Math.floor(Date.now() / 1000) * 1000);
      order.cancelReason = 'customer';
      order.financialStatus = 'voided';
  }
}
