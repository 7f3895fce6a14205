import { h, icon, Panel, useStore } from './operation.js';
import { Field, PasswordForm } from './password-form.js';

/** Signs in with a password, a token or an API key; shows who is signed in. */
export function createSignInPlugin({ session, signIn, welcome, refreshSchema }) {
  const content = () => {
    const state = useStore(session, session.state);
    const body = state.kind === 'anonymous' ? h(SignInForms, { notice: state.notice }) : h(SignedIn, { state });
    return h(Panel, { title: 'Sign in' }, body);
  };

  const SignInForms = ({ notice }) => {
    const password = signIn && h(PasswordForm, { key: 'password', session, onSubmitted: refreshSchema });
    const secrets = [
      h(SecretForm, { key: 'token', label: 'Access token', verb: 'Use token', onSecret: session.useToken }),
      h(SecretForm, { key: 'key', label: 'API key', verb: 'Use API key', onSecret: session.useApiKey }),
    ];
    const others = signIn ? h('details', null, h('summary', null, 'Use a token or an API key'), secrets) : secrets;
    return h(
      React.Fragment,
      null,
      notice && h('p', { className: 'conea-note', role: 'status' }, notice),
      password,
      others,
      h('p', { className: 'conea-note conea-welcome' }, welcome),
    );
  };

  const SecretForm = ({ label, verb, onSecret }) => {
    const submit = (event) => {
      event.preventDefault();
      onSecret(new window.FormData(event.target).get('secret'));
      refreshSchema();
    };
    const field = h(Field, { label, name: 'secret', type: 'password', autoComplete: 'off' });
    return h('form', { onSubmit: submit }, field, h('button', { className: 'conea-button conea-quiet' }, verb));
  };

  const SignedIn = ({ state }) =>
    h(
      React.Fragment,
      null,
      h('p', { className: 'conea-user' }, h('strong', null, state.name), h('span', null, state.detail)),
      state.endsAt &&
        h(
          'p',
          { className: 'conea-note' },
          `Until ${new Date(state.endsAt).toLocaleTimeString()}${signIn?.refresh && state.refreshToken ? '; renewed before that' : ''}.`,
        ),
      h(
        'p',
        { className: 'conea-note' },
        'Sent with every operation and subscription of this tab, and forgotten with it.',
      ),
      h(
        'button',
        { className: 'conea-button conea-quiet', onClick: () => void session.signOut().then(refreshSchema) },
        'Sign out',
      ),
    );

  return { title: 'Sign in', icon: icon('M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Z', 'M4 20c1-4 4-6 8-6s7 2 8 6'), content };
}
