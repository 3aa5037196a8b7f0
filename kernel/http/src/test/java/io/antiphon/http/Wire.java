package io.antiphon.http;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An open connection for what no HTTP client would send. */
final class Wire implements Closeable {

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

    private final Socket socket;

    Wire(Server server) throws IOException {
        socket = server.socket();
    }

    /** Sends characters as they are, one byte each. */
    Wire send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /** The head of a POST of signals with the token. */
    Wire post(Server server, String headers) throws IOException {
        return send("POST /api/signals HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\nAuthorization: Bearer "
                + Server.TOKEN + "\r\nContent-Type: application/json\r\n" + headers + "\r\n");
    }

    /** Asks with the token and an optional body, reads the whole answer and leaves the connection open. */
    String ask(String method, String path, String body) throws IOException {
        send(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + Server.TOKEN
                + (body.isEmpty() ? "" : "\r\nContent-Length: " + body.length()) + "\r\n\r\n" + body);
        String head = readUntil("\r\n\r\n");
        Matcher length = LENGTH.matcher(head);
        int size = length.find() ? Integer.parseInt(length.group(1)) : 0;
        return head + new String(socket.getInputStream().readNBytes(size), StandardCharsets.UTF_8);
    }

    /** The first line of the answer. */
    String statusLine() throws IOException {
        return readUntil("\r\n").strip();
    }

    /** All up to and with a text, or to the end. */
    String readUntil(String end) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            read.write(b);
            if (b == end.charAt(end.length() - 1)
                    && read.toString(StandardCharsets.UTF_8).endsWith(end)) {
                break;
            }
        }
        return read.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
