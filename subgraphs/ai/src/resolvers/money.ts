/** A decimal amount of US dollars. */
export const dollars = (amount: string) => ({ amount, currencyCode: 'USD' });
