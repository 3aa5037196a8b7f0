package io.antiphon.http;

import io.antiphon.spi.Metric;
import io.antiphon.spi.Metric.Kind;
import io.antiphon.spi.Vitals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the front door counts: requests by route and status, how long they took, what it holds. */
final class DoorVitals implements Vitals {

    private final FrontDoor door;
    private final Events events;
    private final Streams streams;

    DoorVitals(Room room) {
        this.door = room.door();
        this.events = room.events();
        this.streams = room.streams();
    }

    @Override
    public List<Metric> metrics() {
        List<Metric> all = new ArrayList<>();
        for (Route route : door.router().routes()) {
            requests(all, route.method(), route.template(), route.meter());
        }
        requests(all, "", "none", door.unrouted());
        all.add(Metric.gauge(
                "http_bodies_held_bytes",
                "Bodies being handled now.",
                door.bodies().held()));
        all.add(Metric.gauge("http_event_listeners", "Listeners to events.", events.count()));
        all.add(Metric.gauge("http_event_streams", "Listeners at connections' doors.", streams.count()));
        return all;
    }

    private static void requests(List<Metric> all, String method, String route, Meter meter) {
        meter.answers()
                .forEach((status, count) -> all.add(new Metric(
                        "http_requests",
                        "Requests answered, by route and status.",
                        Kind.COUNTER,
                        Map.of("method", method, "route", route, "status", Integer.toString(status)),
                        count)));
    }
}
