import type { Product, Variant } from './records.ts';
import type { Random } from './random.ts';

type Make = readonly [japanese: string, english: string, type: string, price: number, variants: readonly string[]];

const makes: readonly [Make, ...Make[]] = [
  ['宇治抹茶', 'Uji matcha', '茶', 1980, ['30g', '100g', '500g']],
  ['ほうじ茶ティーバッグ', 'Hojicha tea bags', '茶', 980, ['15包', '30包']],
  ['有田焼マグカップ', 'Arita porcelain mug', '器', 3300, ['藍', '白', '緋']],
  ['南部鉄器急須', 'Nambu cast-iron teapot', '器', 12800, ['0.6L', '1.0L']],
  ['今治タオル', 'Imabari towel', '生活雑貨', 1650, ['白', '紺', '桜']],
  ['藍染めトートバッグ', 'Indigo tote bag', '鞄', 5940, ['M', 'L']],
  ['オーガニックコットンTシャツ', 'Organic cotton T-shirt', '衣類', 4290, ['S', 'M', 'L', 'XL']],
  ['リネンシャツ', 'Linen shirt', '衣類', 9900, ['S', 'M', 'L']],
  ['檜のまな板', 'Hinoki cutting board', '台所用品', 4620, ['小', '大']],
  ['三徳包丁', 'Santoku knife', '台所用品', 15400, ['165mm', '180mm']],
  ['線香 白檀', 'Sandalwood incense', '香', 1320, ['20本', '100本']],
  ['和紙ノート', 'Washi notebook', '文具', 880, ['A6', 'A5', 'B5']],
];
const series: readonly [string, ...string[]] = [
  '定番',
  '春限定',
  '夏限定',
  '秋限定',
  '冬限定',
  '職人',
  '贈答用',
  'お試し',
  '訳あり',
  '別注',
];
const vendors: readonly [string, ...string[]] = ['青空商店', '京の茶舗', 'Kura & Co.', '瀬戸内工房', 'North Pine'];

/** Deterministic products; `nextId` gives 64-bit ids. */
export function createProducts(
  random: Random,
  { count, start, nextId }: { count: number; start: Date; nextId: () => string },
): Product[] {
  return Array.from({ length: count }, (_, index) => {
    const [japanese, english, productType, price, variants] = makes[index % makes.length] ?? makes[0];
    const line = series[Math.floor(index / makes.length) % series.length] ?? series[0];
    const createdAt = new Date(start.getTime() - random.integer(90, 900) * 86_400_000);
    const updatedAt = new Date(start.getTime() - random.integer(1, 80) * 86_400_000);
    return {
      id: nextId(),
      ...{ createdAt, updatedAt, index: { updatedAt, catchesUpAt: 0 }, productType },
      title: `${japanese} ${line} / ${english}`,
      handle: `${english.toLowerCase().replaceAll(/[^a-z]+/g, '-')}-${index + 1}`,
      vendor: random.pick(vendors),
      status: random.pick(['active', 'active', 'active', 'active', 'active', 'active', 'draft', 'archived']),
      tags: random.chance(0.4) ? [line, productType] : [productType],
      descriptionHtml: `<p>${japanese}（${line}）。${english}, made in small batches.</p>`,
      variants: variants.map((title, position): Variant => ({
        id: nextId(),
        title,
        sku: `CN-${String(index + 1).padStart(3, '0')}-${position + 1}`,
        barcode: `49${String(10_000_000_000 + index * 10 + position)}`,
        price: Math.round((price + position * price * 0.6) / 10) * 10,
        inventoryItemId: nextId(),
        inventoryQuantity: random.integer(0, 240),
      })),
    };
  });
}
