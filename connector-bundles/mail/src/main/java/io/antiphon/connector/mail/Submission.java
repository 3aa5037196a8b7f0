package io.antiphon.connector.mail;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** One mail being handed to a server, which knows whether the server may have taken it. */
final class Submission extends SMTPTransport {

    private static final int READ_MILLIS = 35_000;

    private boolean finishing;

    private Submission(Properties properties) {
        super(Sessions.of(properties), null);
    }

    static Submission to(Speaking speaking, Wires wires) throws IOException {
        Server server = speaking.server();
        Properties properties = wires.properties(server, READ_MILLIS);
        properties.put("mail.smtp.auth", String.valueOf(!server.user().isEmpty()));
        properties.put("mail.smtp.from", speaking.sender());
        properties.put("mail.smtp.localhost", speaking.ours().domain());
        properties.put("mail.smtp.quitwait", "false");
        return new Submission(properties);
    }

    void connect(Server server) throws MessagingException {
        if (server.user().isEmpty()) {
            connect(server.host(), server.port(), null, null);
        } else {
            connect(server.host(), server.port(), server.user(), server.password());
        }
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        finishing = true;
        super.finishData();
    }

    /** Whether the end of the mail was said, or was being said. */
    boolean finishing() {
        return finishing;
    }

    /** What the server answered last; empty if nothing. */
    String answer() {
        String answer = getLastServerResponse();
        return answer == null ? "" : answer.strip();
    }

    /** The code of it: less than 100 if there was no answer. */
    int code() {
        return getLastReturnCode();
    }
}
