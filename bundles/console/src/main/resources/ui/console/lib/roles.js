// What a person may do, in order. Pure.
export const ROLES = ['viewer', 'agent', 'supervisor', 'administrator'];

/** Whether a role may do what another may. */
export const includes = (role, other) => ROLES.indexOf(other) >= 0 && ROLES.indexOf(role) >= ROLES.indexOf(other);
