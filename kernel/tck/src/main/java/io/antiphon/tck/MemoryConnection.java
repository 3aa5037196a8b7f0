package io.antiphon.tck;

import io.antiphon.spi.Action;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Connector;
import io.antiphon.spi.DeadLetters.DeadLetter;
import io.antiphon.spi.Entry;
import io.antiphon.spi.EventStream;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Receipt;
import io.antiphon.spi.Received;
import io.antiphon.spi.Request;
import io.antiphon.spi.Response;
import io.antiphon.spi.Settings;
import io.antiphon.spi.Signal;
import io.antiphon.spi.Sink;
import io.antiphon.spi.Source;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connection of a {@link MemoryKernel}, driven by hand: {@link #post} for a webhook, {@link #pollNow} for a poll,
 * {@link #receive} for a route, {@link #ask} for a door. A source that starts itself was started when the connection was made. Exceptions come
 * through to the test as the plugin threw them.
 */
public final class MemoryConnection implements AutoCloseable {

    private final MemoryKernel kernel;
    private final String id;
    private final Connector connector;
    private final Map<String, String> given;
    private final MemoryIntake intake;
    private final Optional<Source> source;
    private final Optional<Sink> sink;
    private @Nullable AutoCloseable started;
    private Source.@Nullable Door door;

    MemoryConnection(MemoryKernel kernel, String id, Connector connector, Map<String, String> given) {
        this.kernel = kernel;
        this.id = id;
        this.connector = connector;
        this.given = Map.copyOf(given);
        this.intake = new MemoryIntake(kernel, id, connector.spec().channel());
        Settings settings = connector.spec().settings(given);
        try {
            source = connector.source(settings);
            sink = connector.sink(settings);
            if (source.isPresent() && source.get() instanceof Source.DoorSource behind) {
                door = behind.doorkeeper().open(intake);
                started = door;
            } else if (source.isPresent() && startsItself(source.get())) {
                started = source.get().start(intake);
            }
        } catch (Exception e) {
            throw unchecked("The connector " + connector.spec().name() + " makes no connection", e);
        }
    }

    private static boolean startsItself(Source source) {
        return !(source instanceof Source.RouteSource
                || source instanceof Source.PollSource
                || source instanceof Source.WebhookSource);
    }

    /** Its id. */
    public String id() {
        return id;
    }

    /** What it hears by. */
    public Optional<Source> source() {
        return source;
    }

    /** What it speaks by. */
    public Optional<Sink> sink() {
        return sink;
    }

    /** Lets a route's exchange arrive; what is unreadable becomes a dead letter, as in the real kernel. */
    public List<Receipt> receive(Received received) {
        return read(as(Source.RouteSource.class).readings(), received);
    }

    /** Pushes JSON at the webhook, without headers but the content type. */
    public Response post(String json) {
        return post(json, Map.of("content-type", "application/json"));
    }

    /** Pushes a text at the webhook with headers, whose names are lower-case. */
    public Response post(String body, Map<String, String> headers) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return post(new Request("POST", "/hooks/" + id, Map.of("connection", id), Map.of(), headers, bytes, ""));
    }

    /**
     * Pushes a request at the webhook: verified, read, durable, and only then answered with 202. What is unreadable
     * becomes a dead letter and is answered with 202 too, because it is kept.
     */
    public Response post(Request request) {
        Source.WebhookSource webhook = as(Source.WebhookSource.class);
        webhook.verifier().verify(request);
        List<Receipt> receipts =
                read(webhook.readings(), new Received(request.body(), request.headers(), request.path()));
        long repeated = receipts.stream().filter(Receipt::repeated).count();
        return Response.of(202, Map.of("heard", receipts.size() - repeated, "repeated", repeated));
    }

    /**
     * Asks at the door.
     *
     * @param path what stands below the connection's address
     * @param headers with lower-case names
     */
    public Response ask(String method, String path, Map<String, String> headers, String body) throws Exception {
        Source.Door its = door;
        if (its == null) {
            throw new AssertionError(id + " has no door");
        }
        int mark = path.indexOf('?');
        String below = mark < 0 ? path : path.substring(0, mark);
        return its.answer(new Request(
                method,
                "/hooks/" + id + (below.isEmpty() ? "" : "/" + below),
                Map.of("connection", id, "path", below),
                mark < 0 ? Map.of() : Request.readQuery(path.substring(mark + 1)),
                headers,
                body.getBytes(StandardCharsets.UTF_8),
                ""));
    }

    /** Asks at the door and listens to the event stream it answers with. */
    public MemoryEventStream listen(String path, Map<String, String> headers) throws Exception {
        MemoryEventStream stream = new MemoryEventStream();
        Object body = ask("GET", path, headers, "").body();
        if (!(body instanceof EventStream.Opening opening)) {
            throw new AssertionError("No event stream, but " + body);
        }
        opening.open(stream);
        return stream;
    }

    /** Lets a poll look once, on the caller's thread. */
    public void pollNow() throws Exception {
        as(Source.PollSource.class).poll().run(intake);
    }

    private List<Receipt> read(Source.Readings readings, Received received) {
        List<Signal> signals;
        try {
            signals = readings.read(received, intake::reject);
        } catch (Exception e) {
            intake.reject(received, reason(e));
            return List.of();
        }
        return signals.isEmpty() ? List.of() : intake.accept(signals);
    }

    private <T extends Source> T as(Class<T> kind) {
        Source it = source.orElseThrow(() -> new AssertionError(id + " has no source"));
        if (!kind.isInstance(it)) {
            throw new AssertionError(id + " has a " + it.getClass().getSimpleName() + ", no " + kind.getSimpleName());
        }
        return kind.cast(it);
    }

    /** Lets the sink perform an action; a route's sink is only asked what it would send. */
    public Outcome perform(Action action) throws Exception {
        Sink it = sink.orElseThrow(() -> new AssertionError(id + " has no sink"));
        if (it instanceof Sink.RouteSink route) {
            route.writing().write(action);
            return new Outcome.Done("");
        }
        return it.perform(action);
    }

    /**
     * Offers a dead letter again: read with the present settings, heard, and then taken away.
     *
     * @throws AntiphonException CONFLICT with the reason if it is still unreadable
     */
    public List<Receipt> retry(DeadLetter letter) {
        Source it = source.orElseThrow(() -> new AssertionError(id + " has no source"));
        List<Signal> signals;
        try {
            signals = it.reread(letter.received());
        } catch (Exception e) {
            kernel.deadLetters().failedAgain(letter.id(), reason(e));
            throw new AntiphonException(AntiphonException.Code.CONFLICT, reason(e), e);
        }
        List<Receipt> receipts = intake.accept(signals);
        kernel.deadLetters().remove(letter.id());
        return receipts;
    }

    /** Refuses the next offers with BUSY, as a kernel does that is offered too much. */
    public void busy(int offers) {
        kernel.intakes().refuse(offers);
    }

    /**
     * Dies with {@link Crash} once so many further offers were taken (0: at the next one), when they are durable and not
     * yet acknowledged. Nothing passes this connection's intake after that; {@link #restart} it.
     */
    public void crashAfter(int offers) {
        intake.crashAfter(offers);
    }

    /** Closes it if it is open and connects again with the same settings and memory. */
    public MemoryConnection restart() {
        return restart(given);
    }

    /** Closes it if it is open and connects again with other settings and the same memory. */
    public MemoryConnection restart(Map<String, String> settings) {
        try {
            close();
        } catch (Crash dead) {
            // what is dead need not be closed
        }
        return kernel.connect(id, connector, settings);
    }

    /** What it has heard, before restarts too, in order. */
    public List<Signal> signals() {
        return kernel.journal().all(Entry.Heard.class).stream()
                .filter(heard -> heard.connection().equals(id))
                .map(Entry.Heard::signal)
                .toList();
    }

    /** What it could not read, before restarts too, oldest first. */
    public List<DeadLetter> deadLetters() {
        return kernel.deadLetters().of(id);
    }

    /** What it remembers, by key. */
    public Map<String, String> remembered() {
        return kernel.intakes().remembered(id);
    }

    /** What it said about its progress since it was made. */
    public List<String> progress() {
        return intake.progress();
    }

    /** What it said is broken since it was made. */
    public List<Throwable> failures() {
        return intake.failures();
    }

    /** How often it said that the far end answered since it was made. */
    public int alive() {
        return intake.aliveCount();
    }

    /** How often it offered something after it was closed; must be 0. */
    public int offeredAfterClose() {
        return intake.late();
    }

    /** Where its source offers; for tests that call a source's parts themselves. */
    public io.antiphon.spi.Intake intake() {
        return intake;
    }

    /** Stops a source that had started itself, and refuses what is offered afterwards. Closing twice is harmless. */
    @Override
    public void close() {
        AutoCloseable running = started;
        started = null;
        try {
            if (running != null) {
                running.close();
            }
        } catch (Exception e) {
            throw unchecked(id + " does not close", e);
        } finally {
            intake.close();
        }
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static RuntimeException unchecked(String what, Exception e) {
        return e instanceof RuntimeException runtime ? runtime : new IllegalStateException(what + ": " + reason(e), e);
    }
}
