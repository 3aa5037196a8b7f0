package io.antiphon.http;

import java.util.ArrayList;
import java.util.List;

/** All that stands behind the front door, whatever container it runs in. */
final class Room implements AutoCloseable {

    private static final int MOST_STREAMS = 5_000;

    private final FrontDoor door;
    private final Events events;
    private final Streams streams;
    private final Extensions extensions;
    private final PageResources pages;
    private final List<Route> own = new ArrayList<>();

    Room(Services services, FrontDoor door, Events.Rhythm rhythm, Hold hold, String version) {
        this.door = door;
        this.extensions = new Extensions(hold, this::open);
        this.pages = new PageResources(extensions, services);
        this.events = new Events(services, door.gate(), rhythm);
        this.streams = new Streams(rhythm, MOST_STREAMS);
        own.addAll(new HealthResources(services).routes());
        own.addAll(new ConnectionResources(services, streams).routes());
        own.addAll(new BundleResources(services).routes());
        own.addAll(new SignalResources(services).routes());
        own.addAll(events.routes());
        own.addAll(new ProfileResources(services).routes());
        own.addAll(new DeadLetterResources(services).routes());
        own.addAll(new SessionResources(door.gate()).routes());
        own.addAll(new PeopleResources(services, door.gate()).routes());
        own.addAll(new SystemResources(services, version).routes());
        own.addAll(new Metrics(services, door).routes());
        own.addAll(new OpenApi(door, version).routes());
        own.addAll(pages.routes());
        open();
    }

    private synchronized void open() {
        List<Route> routes = new ArrayList<>(own);
        routes.addAll(extensions.routesBeside(own));
        door.open(new Router(routes), pages.otherwise());
    }

    FrontDoor door() {
        return door;
    }

    Events events() {
        return events;
    }

    Streams streams() {
        return streams;
    }

    Extensions extensions() {
        return extensions;
    }

    @Override
    public void close() throws InterruptedException {
        extensions.close();
        events.close();
        streams.close();
    }
}
