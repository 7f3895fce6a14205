import { Alert, h } from './operation.js';

const { useState } = React;

/** Asks for a password, and for a second factor when that is not enough. */
export function PasswordForm({ session, onSubmitted }) {
  const [challenge, setChallenge] = useState(null);
  if (challenge) return h(ProofForm, { session, challenge, onChallenge: setChallenge, onSubmitted });
  const ask = ({ email, password }) => session.signIn(email, password);
  return h(
    SignInForm,
    { ask, onChallenge: setChallenge, onSubmitted },
    h(Field, { label: 'E-mail', name: 'email', type: 'email', autoComplete: 'username' }),
    h(Field, { label: 'Password', name: 'password', type: 'password', autoComplete: 'current-password' }),
  );
}

function ProofForm({ session, challenge, onChallenge, onSubmitted }) {
  const label = 'Code of your authenticator app, or a recovery code';
  const ask = ({ proof }) => session.confirm(challenge, proof);
  return h(
    React.Fragment,
    null,
    h(
      SignInForm,
      { ask, onChallenge, onSubmitted },
      h(Field, { label, name: 'proof', autoComplete: 'one-time-code', autoFocus: true, spellCheck: false }),
    ),
    h('button', { className: 'conea-button conea-quiet', onClick: () => onChallenge(null) }, 'Start again'),
  );
}

function SignInForm({ ask, onChallenge, onSubmitted, children }) {
  const [failure, setFailure] = useState(null);
  const [isBusy, setBusy] = useState(false);
  const submit = async (event) => {
    event.preventDefault();
    const given = Object.fromEntries(new window.FormData(event.target));
    setBusy(true);
    setFailure(null);
    try {
      const outcome = await ask(given);
      setFailure(outcome.failure);
      if (outcome.challenge) onChallenge(outcome.challenge);
    } catch {
      setFailure('The router did not answer. Try again.');
    }
    setBusy(false);
    onSubmitted();
  };
  return h(
    'form',
    { onSubmit: submit },
    children,
    failure && h(Alert, null, failure),
    h('button', { className: 'conea-button', disabled: isBusy }, isBusy ? 'Signing in…' : 'Sign in'),
  );
}

/** A labelled input that has to be filled. */
export function Field({ label, ...input }) {
  return h('label', { className: 'conea-field' }, label, h('input', { required: true, ...input }));
}
