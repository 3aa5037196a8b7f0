package io.antiphon.flow;

import io.antiphon.spi.Fold;
import org.jspecify.annotations.Nullable;

/** A version of a fold in the state: how far it has read and whether its rows serve. Owned by the lane. */
final class Seat {

    final String name;
    final int version;
    final StateTx tx;
    long position;
    boolean serving;

    @Nullable
    Plug<? extends Fold> plug;

    Seat(String name, int version, long position, boolean serving, StateTx tx) {
        this.name = name;
        this.version = version;
        this.position = position;
        this.serving = serving;
        this.tx = tx;
    }

    /** Whether somebody feeds it. */
    boolean fed() {
        Plug<? extends Fold> feeder = plug;
        return feeder != null && feeder.callable();
    }
}
