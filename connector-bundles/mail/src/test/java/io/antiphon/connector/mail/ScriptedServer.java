package io.antiphon.connector.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** Speaks SMTP, and at some commands answers what a test says, or hangs up. */
final class ScriptedServer implements AutoCloseable {

    static final String HANG_UP = "";
    static final String RESET = "RST";

    private final Map<String, String> answers;
    private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final StringBuffer heard = new StringBuffer();

    ScriptedServer(Map<String, String> answers) throws IOException {
        this.answers = answers;
        Thread thread = new Thread(this::serve, "scripted");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    String heard() {
        return heard.toString();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                talk(client);
            } catch (IOException e) {
                // the next one
            }
        }
    }

    private void talk(Socket client) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        if (!answer(client, "HELLO", "220 scripted")) {
            return;
        }
        String line;
        boolean inData = false;
        while ((line = in.readLine()) != null) {
            heard.append(line).append('\n');
            String command = inData ? line : line.split("[ :]")[0].toUpperCase(Locale.ROOT);
            if (inData && !line.equals(".")) {
                continue;
            }
            inData = command.equals("DATA") && !answers.containsKey("DATA");
            String usual = command.equals("DATA") ? "354 go on" : command.equals("QUIT") ? "221 bye" : "250 ok";
            if (!answer(client, command, usual)) {
                return;
            }
        }
    }

    private boolean answer(Socket client, String command, String usual) throws IOException {
        String said = answers.getOrDefault(command, usual);
        if (said.equals(RESET)) {
            client.setSoLinger(true, 0);
        }
        if (said.equals(HANG_UP) || said.equals(RESET)) {
            return false;
        }
        OutputStream out = client.getOutputStream();
        out.write((said + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return true;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
