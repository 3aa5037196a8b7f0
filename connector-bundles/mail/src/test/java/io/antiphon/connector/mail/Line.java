package io.antiphon.connector.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A line to a server, which can be cut and mended while the server keeps what it has. */
final class Line {

    private final int port;
    private final int to;
    private final Set<Socket> talks = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket door;

    Line(int port, int to) {
        this.port = port;
        this.to = to;
    }

    int port() {
        return port;
    }

    void open() {
        try {
            ServerSocket opened = new ServerSocket();
            opened.setReuseAddress(true);
            opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            door = opened;
            daemon(() -> {
                while (true) {
                    join(opened.accept());
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void join(Socket near) throws IOException {
        Socket far = new Socket(InetAddress.getLoopbackAddress(), to);
        talks.add(near);
        talks.add(far);
        daemon(() -> pass(near, far));
        daemon(() -> pass(far, near));
    }

    private static void pass(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        }
    }

    void close() {
        try {
            door.close();
            for (Socket talk : talks) {
                talk.close();
            }
            talks.clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // the line was cut
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
