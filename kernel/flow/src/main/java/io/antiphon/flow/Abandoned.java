package io.antiphon.flow;

/** This thread came back from a plugin too late: another goes on in its place, and it must end without touching anything. */
final class Abandoned extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
