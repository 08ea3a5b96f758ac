package lakehouse.flink.event;

/** A record breaks the contract; the message is the dead letter's reason. */
public final class InvalidEventException extends Exception {

    private static final long serialVersionUID = 1L;

    public InvalidEventException(String reason) {
        // Bad records are an expected outcome at stream rate: a stack trace would cost more than the parse.
        super(reason, null, false, false);
    }
}
