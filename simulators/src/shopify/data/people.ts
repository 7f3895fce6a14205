import type { Random } from './random.ts';

/** A person with an address, in the words of their country. */
export type Person = {
  firstName: string;
  lastName: string;
  email: string;
  phone: string;
  address: Address;
};

/** A postal address with Shopify's members. */
export type Address = {
  firstName: string;
  lastName: string;
  company: string | null;
  address1: string;
  address2: string | null;
  city: string;
  province: string;
  provinceCode: string;
  zip: string;
  country: string;
  countryCode: string;
  phone: string;
};

type Row<Members extends readonly string[]> = readonly [Members, ...Members[]];
type Name = readonly [written: string, roman: string];
type JapanesePlace = readonly [prefecture: string, code: string, city: string, town: string, zip: string];
type WesternPlace = readonly [...JapanesePlace, country: string, countryCode: string];

const japaneseFamilies: Row<Name> = [
  ['佐藤', 'sato'],
  ['鈴木', 'suzuki'],
  ['高橋', 'takahashi'],
  ['田中', 'tanaka'],
  ['伊藤', 'ito'],
  ['渡辺', 'watanabe'],
  ['山本', 'yamamoto'],
  ['中村', 'nakamura'],
  ['小林', 'kobayashi'],
  ['加藤', 'kato'],
  ['吉田', 'yoshida'],
  ['髙島', 'takashima'],
  ['斎藤', 'saito'],
  ['五十嵐', 'igarashi'],
  ['勅使河原', 'teshigawara'],
];

const japaneseGivens: Row<Name> = [
  ['陽菜', 'hina'],
  ['結衣', 'yui'],
  ['さくら', 'sakura'],
  ['美咲', 'misaki'],
  ['蓮', 'ren'],
  ['大翔', 'hiroto'],
  ['悠真', 'yuma'],
  ['健一', 'kenichi'],
  ['直子', 'naoko'],
  ['恵', 'megumi'],
  ['翔太', 'shota'],
  ['真由美', 'mayumi'],
];

const japanesePlaces: Row<JapanesePlace> = [
  ['東京都', 'JP-13', '渋谷区', '神南', '150-0041'],
  ['東京都', 'JP-13', '世田谷区', '北沢', '155-0031'],
  ['大阪府', 'JP-27', '大阪市北区', '梅田', '530-0001'],
  ['京都府', 'JP-26', '京都市中京区', '御所八幡町', '604-8166'],
  ['北海道', 'JP-01', '札幌市中央区', '大通西', '060-0042'],
  ['福岡県', 'JP-40', '福岡市中央区', '天神', '810-0001'],
  ['愛知県', 'JP-23', '名古屋市中区', '栄', '460-0008'],
  ['沖縄県', 'JP-47', '那覇市', '久茂地', '900-0015'],
  ['石川県', 'JP-17', '金沢市', '香林坊', '920-0961'],
  ['神奈川県', 'JP-14', '横浜市西区', 'みなとみらい', '220-0012'],
];

const englishFamilies = ['Smith', 'Nguyen', 'Garcia', "O'Brien", 'Johnson', 'Patel', 'Müller', 'Kim', 'Rossi'] as const;
const englishGivens = ['Olivia', 'Noah', 'Amelia', 'Liam', 'Sofia', 'Ethan', 'Zoë', 'Lucas', 'Grace'] as const;

const westernPlaces: Row<WesternPlace> = [
  ['California', 'CA', 'San Francisco', 'Valencia St', '94110', 'United States', 'US'],
  ['New York', 'NY', 'Brooklyn', 'Bedford Ave', '11211', 'United States', 'US'],
  ['Ontario', 'ON', 'Toronto', 'Queen St W', 'M5V 2A5', 'Canada', 'CA'],
  ['New South Wales', 'NSW', 'Sydney', 'Crown St', '2010', 'Australia', 'AU'],
  ['England', 'ENG', 'London', 'Brick Lane', 'E1 6QL', 'United Kingdom', 'GB'],
];

/** Somebody who lives in Japan. */
export function createJapanese(random: Random, number: number): Person {
  const [lastName, familyRoman] = random.pick(japaneseFamilies);
  const [firstName, givenRoman] = random.pick(japaneseGivens);
  const [province, provinceCode, city, town, zip] = random.pick(japanesePlaces);
  const phone = `+8190${random.integer(10_000_000, 99_999_999)}`;
  const street = `${town}${random.integer(1, 5)}-${random.integer(1, 30)}-${random.integer(1, 20)}`;
  const building = random.chance(0.4) ? `サンハイツ${random.integer(1, 12)}0${random.integer(1, 9)}号室` : null;
  return {
    ...{ firstName, lastName, phone },
    email: `${givenRoman}.${familyRoman}${number}@example.jp`,
    address: {
      ...{ firstName, lastName, phone, city, province, provinceCode, zip },
      company: random.chance(0.08) ? '株式会社あおぞら商店' : null,
      address1: street,
      address2: building,
      country: 'Japan',
      countryCode: 'JP',
    },
  };
}

/** Somebody who lives in an English-speaking country. */
export function createWesterner(random: Random, number: number): Person {
  const lastName = random.pick(englishFamilies);
  const firstName = random.pick(englishGivens);
  const [province, provinceCode, city, street, zip, country, countryCode] = random.pick(westernPlaces);
  const phone = `+1415${random.integer(2_000_000, 9_999_999)}`;
  const mailbox = `${firstName}.${lastName}`.normalize('NFD').replaceAll(/[^A-Za-z.]/g, '');
  return {
    ...{ firstName, lastName, phone },
    email: `${mailbox.toLowerCase()}${number}@example.com`,
    address: {
      ...{ firstName, lastName, phone, city, province, provinceCode, zip, country, countryCode },
      company: null,
      address1: `${random.integer(10, 990)} ${street}`,
      address2: random.chance(0.3) ? `Apt ${random.integer(1, 40)}` : null,
    },
  };
}

/** A name as its bearer writes it: the family name first in Japanese. */
export function fullName({ firstName, lastName }: Pick<Address, 'firstName' | 'lastName'>): string {
  const isJapanese = /\p{Script=Han}/u.test(lastName);
  return isJapanese ? `${lastName} ${firstName}` : `${firstName} ${lastName}`;
}
