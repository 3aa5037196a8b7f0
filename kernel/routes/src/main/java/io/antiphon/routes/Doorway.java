package io.antiphon.routes;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.EventStream;
import io.antiphon.spi.Request;
import io.antiphon.spi.Response;
import io.antiphon.spi.Source.Door;
import io.antiphon.spi.Source.DoorSource;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** A source that answers requests itself. Its event streams end before it is closed. */
final class Doorway extends Pushed {

    private static final int MOST_STREAMS = 1_000;
    private static final Duration LATER = Duration.ofSeconds(10);

    private final Door door;
    private final ConnectionIntake intake;
    private final Plug plug;
    private final Secrets secrets;
    private final int mostStreams;
    private final Semaphore streams;
    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();

    Doorway(Door door, ConnectionIntake intake, Plug plug, Secrets secrets, int mostStreams) {
        this.mostStreams = mostStreams;
        this.streams = new Semaphore(mostStreams);
        this.door = door;
        this.intake = intake;
        this.plug = plug;
        this.secrets = secrets;
    }

    static Doorway open(DoorSource source, ConnectionIntake intake, Plug plug, Secrets secrets) throws Exception {
        return new Doorway(source.doorkeeper().open(intake), intake, plug, secrets, MOST_STREAMS);
    }

    @Override
    boolean answersAt(String path) {
        return true;
    }

    @Override
    Response deliver(Request request) {
        Response response = ask(() -> door.answer(request));
        return response.body() instanceof EventStream.Opening opening
                ? new Response(response.status(), response.headers(), counted(opening))
                : response;
    }

    private <T> T ask(Callable<T> question) {
        long begun = System.nanoTime();
        boolean well = true;
        try {
            Kernel kernel = intake.kernel();
            return kernel.workers().visit(kernel.limits().read(), question);
        } catch (AntiphonException e) {
            well = e.code() != Code.BROKEN;
            throw e;
        } catch (IllegalArgumentException e) {
            throw new AntiphonException(Code.INVALID, secrets.hide(String.valueOf(e.getMessage())), e);
        } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
            well = false;
            intake.complain(e);
            throw new AntiphonException(
                    Code.BROKEN, "The request could not be answered: " + secrets.hide(Failures.reason(e)), e);
        } finally {
            plug.called(begun, well);
        }
    }

    /** The same, counted as one of the connection's streams from its opening to its end, and within its place as a request. */
    private EventStream.Opening counted(EventStream.Opening opening) {
        return stream -> {
            if (!enter()) {
                throw unavailable("The connection '" + intake.connection() + "' is being swapped", SOON);
            }
            try {
                takePlace(stream);
                ask(() -> {
                    opening.open(stream);
                    return stream;
                });
            } finally {
                leave();
            }
        };
    }

    private void takePlace(EventStream stream) {
        if (!streams.tryAcquire()) {
            throw unavailable("More than " + mostStreams + " listen to this connection's events already", LATER);
        }
        open.add(stream);
        stream.onClose(() -> {
            open.remove(stream);
            streams.release();
        });
    }

    private static AntiphonException unavailable(String what, Duration wait) {
        return new AntiphonException(Code.UNAVAILABLE, what, wait, null);
    }

    /** How many listen. */
    int listeners() {
        return mostStreams - streams.availablePermits();
    }

    @Override
    public void close() throws Exception {
        shut();
        open.forEach(EventStream::close);
        door.close();
    }
}
