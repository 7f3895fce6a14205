const input = /<input type="hidden" name="(?<name>[^"]*)" value="(?<value>[^"]*)">/g;

/** What a browser got; `location` is where it is sent, empty for a page. */
export type Page = { status: number; location: string; headers: Headers; text: string };

/** A browser that keeps the cookies of one site, whose public name leads to a server of the test. It goes nowhere by itself. */
export function createBrowser({ publicUrl, serverUrl }: { publicUrl: string; serverUrl: string }) {
  const cookies = new Map<string, string>();
  const open = async (address: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Page> => {
    const isOurs = address.startsWith(`${publicUrl}/`);
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(isOurs ? serverUrl + address.slice(publicUrl.length) : address, {
      ...{ method, redirect: 'manual' },
      headers: { 'sec-fetch-dest': 'document', ...(isOurs && cookie !== '' && { cookie }), ...headers },
    });
    for (const set of isOurs ? response.headers.getSetCookie() : []) {
      const [name = '', value = ''] = set.split(';', 1).join().split('=');
      cookies.set(name, value);
    }
    const { status } = response;
    return {
      status,
      location: response.headers.get('location') ?? '',
      headers: response.headers,
      text: await response.text(),
    };
  };
  return {
    ...{ cookies, open },
    /** Presses the button of somebody on a provider's page, or the one that denies; answers where that leads. */
    choose: async (address: string, personId: string | null): Promise<string> => {
      const { text } = await open(address);
      const form = new URLSearchParams();
      for (const { groups } of text.matchAll(input))
        form.append(unescape(groups?.['name']), unescape(groups?.['value']));
      form.append('choice', personId === null ? 'deny' : `allow ${personId}`);
      const { origin, pathname } = new URL(address);
      const response = await fetch(origin + pathname, { method: 'POST', body: form, redirect: 'manual' });
      return response.headers.get('location') ?? '';
    },
  };
}

export type Browser = ReturnType<typeof createBrowser>;

function unescape(text = ''): string {
  return text.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}
