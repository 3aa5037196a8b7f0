package io.antiphon.scripting.life;

import io.antiphon.scripting.kinds.Edition;

/** Where editions become services of their kind. */
public interface Services {

    /** Whether an edition could be registered. @throws io.antiphon.scripting.sandbox.ScriptFault if it could not */
    void check(Edition edition);

    /**
     * Registers an edition, in place of any other of its kind and name that is registered.
     *
     * @return takes it back: returns when no call of it is under way
     */
    Runnable register(Edition edition);
}
