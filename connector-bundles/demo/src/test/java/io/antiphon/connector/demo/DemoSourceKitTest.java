package io.antiphon.connector.demo;

import io.antiphon.spi.Connector;
import io.antiphon.tck.Crash;
import io.antiphon.tck.MemoryConnection;
import io.antiphon.tck.MemoryKernel;
import io.antiphon.tck.SettableClock;
import io.antiphon.tck.SourceKit;
import java.util.Map;

class DemoSourceKitTest extends SourceKit {

    private final ByHand stage = new ByHand();
    private String broken = "0";

    @Override
    protected Connector connector() {
        return new DemoConnector(SettableClock.at(MemoryKernel.DAWN), stage);
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("history", "1700", "pace", "0", "broken", broken);
    }

    @Override
    protected void offer(MemoryConnection connection) {
        stage.play();
        for (Throwable failure : connection.failures()) {
            if (failure instanceof Crash crash) {
                throw crash;
            }
        }
    }

    @Override
    protected int expected() {
        return 1_700;
    }

    @Override
    protected int offerUnreadable(MemoryConnection connection) {
        if (broken.equals("0")) {
            broken = "100";
            connection.restart(settings());
        }
        stage.play();
        return (int) java.util.stream.LongStream.range(0, 1_700)
                .filter(n -> !new World(1, 300, 100).isBroken(n))
                .count();
    }
}
