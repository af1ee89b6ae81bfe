package communique.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// One connection to a server: octets out, replies in, each within its time. One thread at a time;
/// [Watch] cuts it from another.
final class Wire implements AutoCloseable {
  /// Twice what RFC 5321 §4.5.3.1.5 allows a line, as servers add links and numbers to theirs.
  private static final int LINE_MAX = 4_096;

  /// No server has so much to say; one that goes on is mistaken or means ill.
  private static final int REPLY_MAX = 65_536;

  private static final long NEVER = Long.MAX_VALUE;

  private final Socket socket;
  private final Watch watch;
  private final byte[] buffer = new byte[2_048];
  private InputStream in;
  private OutputStream out;
  private int at;
  private int end;
  private boolean secure;

  /// By `System.nanoTime()`; written by the session's thread, read by the watch.
  private volatile long deadline = NEVER;

  private volatile boolean late;

  private Wire(Socket socket, Watch watch) throws IOException {
    this.socket = socket;
    this.watch = watch;
    in = socket.getInputStream();
    out = socket.getOutputStream();
  }

  /// @throws IOException when no address of the host answers
  static Wire connect(String host, int port, Duration time, Watch watch) throws IOException {
    IOException first = null;
    for (InetAddress address : InetAddress.getAllByName(host)) {
      var socket = new Socket();
      try {
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        socket.connect(new InetSocketAddress(address, port), (int) time.toMillis());
        var wire = new Wire(socket, watch);
        watch.add(wire);
        return wire;
      } catch (IOException e) {
        socket.close();
        if (first == null) first = e;
        else first.addSuppressed(e);
      }
    }
    throw first == null ? new IOException("no address") : first;
  }

  /// From now on the server has so much time for all that it is to take and to answer.
  void within(Duration time) {
    deadline = System.nanoTime() + time.toNanos();
  }

  /// It is our turn, however long it takes.
  void atOurPace() {
    deadline = NEVER;
  }

  boolean onThisMachine() {
    return socket.getInetAddress().isLoopbackAddress();
  }

  boolean secure() {
    return secure;
  }

  /// Whether the server has said something that nobody asked for, which in clear text before TLS
  /// may be somebody else's (the injection that RFC 3207 §6 warns of).
  boolean unasked() throws IOException {
    return at < end || in.available() > 0;
  }

  /// Turns the connection to TLS and checks the server's certificate for `host`.
  void secure(SSLContext context, String host) throws IOException {
    var tls =
        (SSLSocket) context.getSocketFactory().createSocket(socket, host, socket.getPort(), true);
    SSLParameters parameters = tls.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    tls.setSSLParameters(parameters);
    try {
      tls.startHandshake();
    } catch (IOException e) {
      throw late ? tooLate(e) : e;
    }
    at = 0;
    end = 0;
    in = tls.getInputStream();
    out = tls.getOutputStream();
    secure = true;
  }

  void write(String line) throws IOException {
    byte[] octets = line.getBytes(StandardCharsets.UTF_8);
    write(octets, 0, octets.length);
  }

  void write(byte[] octets, int from, int to) throws IOException {
    try {
      out.write(octets, from, to - from);
      out.flush();
    } catch (IOException e) {
      throw late ? tooLate(e) : e;
    }
  }

  /// The next reply, all lines of it.
  ///
  /// @throws IOException when the connection ends first, it takes too long, or is no reply
  Reply reply() throws IOException {
    try {
      var lines = new ArrayList<String>(1);
      int code = 0;
      int length = 0;
      while (true) {
        String line = line();
        length += line.length();
        if (length > REPLY_MAX) throw new IOException("a reply without end");
        int said = code(line);
        if (said < 0 || (code != 0 && said != code))
          throw new IOException("no SMTP reply: " + cut(line));
        code = said;
        lines.add(line.length() > 4 ? line.substring(4) : "");
        if (line.length() == 3 || line.charAt(3) == ' ') return new Reply(code, List.copyOf(lines));
      }
    } catch (IOException e) {
      throw late ? tooLate(e) : e;
    }
  }

  private static int code(String line) {
    if (line.length() < 3) return -1;
    if (line.length() > 3 && line.charAt(3) != ' ' && line.charAt(3) != '-') return -1;
    int code = 0;
    for (int i = 0; i < 3; i++) {
      char digit = line.charAt(i);
      if (digit < '0' || digit > '9') return -1;
      code = 10 * code + digit - '0';
    }
    return code >= 200 && code <= 599 ? code : -1;
  }

  private String line() throws IOException {
    var line = new StringBuilder(80);
    while (true) {
      if (at == end) {
        at = 0;
        end = Math.max(0, in.read(buffer));
        if (end == 0) throw new IOException("the server closed the connection");
      }
      byte octet = buffer[at++];
      if (octet == '\n') {
        int length = line.length();
        if (length > 0 && line.charAt(length - 1) == '\r') line.setLength(length - 1);
        return new String(
            line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
      }
      if (line.length() == LINE_MAX) throw new IOException("a line without end");
      line.append((char) (octet & 0xff));
    }
  }

  private static String cut(String line) {
    return Reply.cleaned(line.length() > 60 ? line.substring(0, 60) : line);
  }

  private static IOException tooLate(IOException e) {
    var late = new SocketTimeoutException("no answer in time");
    late.initCause(e);
    return late;
  }

  void cutIfLate(long now) {
    if (deadline != NEVER && now - deadline > 0) {
      late = true;
      cut();
    }
  }

  /// Breaks the connection. Not through TLS, whose farewell could wait for the server.
  void cut() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed for us.
    }
  }

  @Override
  public void close() {
    watch.remove(this);
    cut();
  }
}
