package org.example.echo;

import io.antiphon.spi.Connector;
import io.antiphon.tck.MemoryConnection;
import io.antiphon.tck.SourceKit;

class EchoConnectorTest extends SourceKit {

    @Override
    protected Connector connector() {
        return new EchoConnector();
    }

    @Override
    protected void offer(MemoryConnection connection) {
        connection.post("Ada\nGrace");
    }

    @Override
    protected int expected() {
        return 2;
    }
}
