package io.antiphon.connector.demo;

import io.antiphon.spi.Endpoint;
import io.antiphon.spi.Request;
import io.antiphon.spi.Response;
import io.antiphon.spi.State;
import java.sql.ResultSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells how many simulated signals there were on each channel. */
@Component(service = Endpoint.class)
public final class ChannelsEndpoint implements Endpoint {

    private final State state;

    /** An endpoint on the rows of {@link ChannelCounts}. */
    @Activate
    public ChannelsEndpoint(@Reference State state) {
        this.state = state;
    }

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public String path() {
        return "/api/demo/channels";
    }

    @Override
    public String summary() {
        return "How many simulated signals there were on each channel.";
    }

    @Override
    public Response handle(Request request) {
        Map<String, Long> counts = state.read(ChannelCounts.NAME, tx -> {
            Map<String, Long> rows = new LinkedHashMap<>();
            try (ResultSet results = tx.prepare(
                            "SELECT channel, signals FROM " + tx.table(ChannelCounts.TABLE) + " ORDER BY channel")
                    .executeQuery()) {
                while (results.next()) {
                    rows.put(results.getString(1), results.getLong(2));
                }
            }
            return rows;
        });
        return Response.ok(Map.of(
                "signals", counts.values().stream().mapToLong(Long::longValue).sum(), "channels", counts));
    }
}
