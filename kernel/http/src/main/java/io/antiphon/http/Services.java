package io.antiphon.http;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Begun;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The other rooms' services, any of which may come and go at any time. */
interface Services {

    /** How long to wait for a service that is away. */
    Duration AWAY = Duration.ofSeconds(2);

    /** The service of a type, if it is here. */
    <T> Optional<T> find(Class<T> type);

    /** All services of a type. */
    <T> List<T> all(Class<T> type);

    /** Whether the container has started all that it starts by itself; until then what is not here may be on its way. */
    default boolean areBegun() {
        return find(Begun.class).isPresent();
    }

    /** The service of a type; UNAVAILABLE if it is away. */
    default <T> T need(Class<T> type) {
        Optional<T> found = find(type);
        if (found.isEmpty()) {
            throw new AntiphonException(
                    Code.UNAVAILABLE,
                    "The " + type.getSimpleName().toLowerCase(Locale.ROOT) + " service is away for the moment",
                    AWAY,
                    null);
        }
        return found.get();
    }
}
