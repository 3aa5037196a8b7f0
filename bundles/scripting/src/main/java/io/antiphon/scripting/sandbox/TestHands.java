package io.antiphon.scripting.sandbox;

/** The hands of a module of tests. */
public abstract class TestHands extends Hands {

    @Override
    final boolean testing() {
        return true;
    }
}
