package io.antiphon.connector.feed;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Connector;
import io.antiphon.tck.MemoryConnection;
import io.antiphon.tck.SourceKit;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;

/** More items than fit in one batch. */
class FeedSourceKitTest extends SourceKit {

    private static final int ITEMS = 1_100;

    private final FarEnd farEnd = new FarEnd();

    {
        farEnd.serve(FarEnd.rss(IntStream.range(0, ITEMS)
                .mapToObj(i -> FarEnd.item("id-" + i, "Item " + i))
                .toArray(String[]::new)));
    }

    @AfterEach
    void stop() {
        farEnd.close();
    }

    @Override
    protected Connector connector() {
        return new FeedConnector();
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("url", farEnd.address());
    }

    @Override
    protected void offer(MemoryConnection connection) throws Exception {
        connection.pollNow();
    }

    @Override
    protected int expected() {
        return ITEMS;
    }

    @Override
    protected int offerUnreadable(MemoryConnection connection) throws Exception {
        farEnd.serve(FarEnd.rss(FarEnd.item("a", "A"), "<item><guid>b</guid></item>", FarEnd.item("c", "C")));
        connection.pollNow();
        farEnd.serve("<rss version=\"2.0\"><channel>\n<item>");
        try {
            connection.pollNow();
        } catch (AntiphonException broken) {
            // the whole of it
        }
        return 2;
    }
}
