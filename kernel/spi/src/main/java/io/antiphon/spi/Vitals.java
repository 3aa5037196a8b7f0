package io.antiphon.spi;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * How a part of the system is: what it counts and what is wrong with it. A service; read at any time by any thread, so it
 * must answer at once. What it told is gone when it is unregistered.
 */
@ConsumerType
public interface Vitals {

    /** Its readings now. */
    List<Metric> metrics();

    /** What is wrong now; empty if nothing. */
    default List<Problem> problems() {
        return List.of();
    }
}
