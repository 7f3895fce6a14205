const forbidden = 4403;

/**
 * A connection for subscriptions (graphql-transport-ws) in the name of the session: it opens with a token that is fresh, hands over the
 * next one before that ends, and is over when somebody else, or nobody, is signed in. What `headers`, with names in lower
 * case, say goes first.
 */
export function createLiveClient({ url, session, headers }) {
  const isOwn = 'authorization' in headers;
  const credentials = async () => ({ ...(await session.credentials()), ...headers });
  let socket = null;
  let hasStood = false;
  let sent;

  const client = graphqlWs.createClient({
    url,
    connectionParams: async () => {
      const parameters = await credentials();
      sent = parameters.authorization;
      return parameters;
    },
    // Refused credentials stay refused; those that have ended may have been renewed.
    shouldRetry: ({ code }) => (code === forbidden ? socket !== null : hasStood),
    on: {
      connecting: () => (socket = null),
      connected: (opened) => {
        socket = opened;
        hasStood = true;
        void handOver();
      },
    },
  });
  const handOver = async () => {
    const { authorization } = await credentials();
    if (authorization === sent || socket?.readyState !== window.WebSocket.OPEN) return;
    sent = authorization;
    socket.send(JSON.stringify({ type: 'ping', payload: { authorization } }));
  };

  /** What GraphiQL needs of a client of graphql-ws. */
  const subscribe = (parameters, sink) => {
    const end = (reason) => {
      unfollow();
      sink.error(inWords(reason));
    };
    const unfollow = session.subscribe((change) => {
      if (change === 'renewed') return void handOver();
      if (isOwn) return;
      end(new Error('The subscription has ended: it belonged to who was signed in before.'));
      unsubscribe();
    });
    const unsubscribe = client.subscribe(parameters, { ...sink, error: end });
    return () => {
      unfollow();
      unsubscribe();
    };
  };
  return { subscribe };
}

/** An event of a socket says nothing to people. */
function inWords(reason) {
  if (reason?.code === forbidden) return new Error('The credentials are not valid.');
  if (reason instanceof window.CloseEvent || !(reason instanceof window.Event)) return reason;
  return new Error('The router cannot be reached.');
}
