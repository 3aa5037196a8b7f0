package io.antiphon.http;

import java.util.ArrayList;
import java.util.List;

/** All that stands behind the front door, whatever container it runs in. */
final class Room implements AutoCloseable {

    private final FrontDoor door;

    Room(Services services, Token token, Bodies bodies, String bind, Limits limits, String version) {
        door = new FrontDoor(token, bodies, bind, limits);
        List<Route> routes = new ArrayList<>();
        routes.addAll(new SignalResources(services).routes());
        routes.addAll(new HealthResources(services).routes());
        door.open(new Router(routes));
    }

    FrontDoor door() {
        return door;
    }

    @Override
    public void close() {}
}
