-- Whoever runs the platform keeps a person out of all their organizations, and lets them in again, bound to that person.
alter policy own_account on memberships
using (user_id = (select bound_person()) and (select is_doing('user.delete', 'user.restore', 'user.suspend', 'user.end_suspension')));
alter policy own_account on api_keys
using (user_id = (select bound_person()) and (select is_doing('user.delete', 'user.restore', 'user.suspend')));
