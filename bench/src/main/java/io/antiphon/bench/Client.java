package io.antiphon.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A lean keep-alive HTTP client for one thread. The bodies are built once; only the digits of the external ids and of the
 * customers' addresses are written anew, so that the generator leaves the cores to what is measured.
 */
public final class Client implements AutoCloseable {
    private static final int ID_DIGITS = 12;
    private static final int CUSTOMER_DIGITS = 6;
    private static final int CUSTOMERS = 20_000;
    private static final String ID_MARK = "#".repeat(ID_DIGITS);
    private static final String CUSTOMER_MARK = "@".repeat(CUSTOMER_DIGITS);

    /** What came back: the status, and after how many seconds to come again if it was refused. */
    public record Answer(int status, int retryAfter) {}

    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;
    private final Prepared[] requests;
    private final byte[] line = new byte[8192];

    /** A request, and where in it the digits stand that are written anew. */
    private record Prepared(byte[] bytes, int[] idAt, int[] customerAt) {}

    /** Connects, to post messages. */
    public Client(int port, String path, String token, int batch, String run) throws IOException {
        this(port, path, token, batch, run, Body.MESSAGES);
    }

    /**
     * Connects.
     *
     * @param path where it posts
     * @param batch how many signals a request holds
     * @param run what the external ids begin with
     */
    public Client(int port, String path, String token, int batch, String run, Body body) throws IOException {
        String host = "127.0.0.1";
        String head = "POST " + path + " HTTP/1.1\r\nHost: " + host + ":" + port + "\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nContent-Length: ";
        requests = new Prepared[body.variants()];
        for (int i = 0; i < requests.length; i++) {
            requests[i] = prepared(head, signals(body, i, batch, run), batch);
        }
        socket = new Socket(host, port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(60_000);
        out = socket.getOutputStream();
        in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
    }

    private static String signals(Body body, int from, int batch, String run) {
        String id = run + "-" + ID_MARK;
        if (batch == 1) {
            return body.signal(from, id, CUSTOMER_MARK);
        }
        return IntStream.range(from, from + batch)
                .mapToObj(i -> body.signal(i % body.variants(), id, CUSTOMER_MARK))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static Prepared prepared(String head, String body, int batch) {
        String text = head + body.length() + "\r\n\r\n" + body;
        return new Prepared(
                text.getBytes(StandardCharsets.US_ASCII),
                positions(text, ID_MARK, batch),
                positions(text, CUSTOMER_MARK, batch));
    }

    private static int[] positions(String text, String mark, int count) {
        int[] positions = new int[count];
        int from = 0;
        for (int i = 0; i < count; i++) {
            positions[i] = text.indexOf(mark, from);
            from = positions[i] + mark.length();
        }
        return positions;
    }

    /** The external id of a signal. */
    public static String externalId(String run, long number) {
        return run + "-" + String.format("%0" + ID_DIGITS + "d", number);
    }

    /** Posts the signals with ids from {@code first} on. */
    public Answer post(long first) throws IOException {
        Prepared request = requests[(int) (first % requests.length)];
        for (int i = 0; i < request.idAt.length; i++) {
            digits(request.bytes, request.idAt[i], ID_DIGITS, first + i);
            digits(request.bytes, request.customerAt[i], CUSTOMER_DIGITS, (first + i) * 7919 % CUSTOMERS);
        }
        out.write(request.bytes);
        return answer();
    }

    private static void digits(byte[] request, int at, int count, long value) {
        long rest = value;
        for (int i = at + count - 1; i >= at; i--) {
            request[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private Answer answer() throws IOException {
        int status = Integer.parseInt(line().substring(9, 12));
        int length = 0;
        int retryAfter = 0;
        boolean chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            String value = header.substring(colon + 1).strip();
            if (header.regionMatches(true, 0, "Content-Length", 0, colon)) {
                length = Integer.parseInt(value);
            } else if (header.regionMatches(true, 0, "Retry-After", 0, colon)) {
                retryAfter = Integer.parseInt(value);
            } else if (header.regionMatches(true, 0, "Transfer-Encoding", 0, colon)) {
                chunked = true;
            }
        }
        if (chunked) {
            for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
                in.skipNBytes(size + 2L);
            }
            line();
        } else {
            in.skipNBytes(length);
        }
        return new Answer(status, retryAfter);
    }

    @SuppressWarnings("deprecation") // the only constructor that decodes Latin-1 without a decoder
    private String line() throws IOException {
        int length = 0;
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            line[length++] = (byte) c;
        }
        return new String(line, 0, 0, Math.max(0, length - 1));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
